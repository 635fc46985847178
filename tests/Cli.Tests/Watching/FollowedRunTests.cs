using Loadgen.Analysis.Plans;
using Loadgen.Analysis.Verification;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Watching;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Watching;

/// <summary>What a dense hour costs to watch.</summary>
public sealed class FollowedRunTests
{
    private const int Events = 3000;

    private static readonly DateTimeOffset Hour = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    private static readonly RunIdentity Run = new("e", Scenario.A, TraceHour.Containing(Hour), "20260120T125800Z");

    private readonly FakeTimeProvider _time = new(Hour.AddMinutes(-2));
    private readonly EventBoard _board = new(clock: null) { TellsHeld = true };
    private readonly List<string> _asked = [];
    private readonly HashSet<string> _claimed = [];
    private readonly FollowedRun _run;

    public FollowedRunTests()
    {
        // One a second.
        var events = Enumerable.Range(0, Events)
            .Select(i => new PlannedEvent($"e:f:{i}", "f", i + 1, Hour.AddSeconds(i)))
            .ToList();
        _run = new(Run, _time, _board);
        _run.Take(new StartEntry(1, Run, Events, DryRun: false) { WrittenAt = Hour }, Hour);
        _run.Know(new RunPlan(events, DryRun: false, []), new StoredProgress(ReadAsync, new RunPaths("logs"), Run));
        _run.Show();
    }

    [Fact]
    public async Task Nothing_but_the_checkpoint_is_asked_for_where_nothing_is_due()
    {
        _time.SetUtcNow(Hour.AddMilliseconds(-1));

        await _run.AskAsync(CancellationToken.None);

        Assert.EndsWith("/checkpoint.json", Assert.Single(_asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_events_that_are_due_those_are_asked_that_have_been_for_the_longest_and_the_others_are_taken_for_punctual()
    {
        _time.SetUtcNow(Hour.AddHours(1));

        await _run.AskAsync(CancellationToken.None);

        Assert.Equal(1 + FollowedRun.MostClaims, _asked.Count);
        Assert.Contains(new RunPaths("logs").ClaimOf(Run, new("", "f", FollowedRun.MostClaims, Hour)), _asked);
        Assert.Equal($"0 of 3000 done, {FollowedRun.MostClaims} held, {Events - FollowedRun.MostClaims} in flight", _board.Summary);
    }

    [Fact]
    public async Task A_claim_that_was_found_is_not_asked_for_again()
    {
        _time.SetUtcNow(Hour.AddSeconds(1));
        _claimed.Add(new RunPaths("logs").ClaimOf(Run, new("", "f", 1, Hour)));
        await _run.AskAsync(CancellationToken.None);
        _asked.Clear();

        await _run.AskAsync(CancellationToken.None);

        Assert.EndsWith("/claims/f-02.json", Assert.Single(_asked), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_asked_of_a_run_until_shortly_before_its_next_event()
    {
        _time.SetUtcNow(Hour.AddSeconds(-70));

        Assert.Equal(TimeSpan.FromSeconds(60), _run.IsQuietFor);
    }

    private Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        _asked.Add(name);
        ReadOnlyMemory<byte>? stored = null;
        if (name.EndsWith("/checkpoint.json", StringComparison.Ordinal))
            stored = """{"published":3000,"n":0}"""u8.ToArray();
        else if (_claimed.Contains(name))
            stored = "{}"u8.ToArray();
        return Task.FromResult(stored);
    }
}
