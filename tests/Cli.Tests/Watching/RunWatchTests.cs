using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Verification;
using Loadgen.Cli.Watching;
using Loadgen.Testing.Logs;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Watching;

public sealed class RunWatchTests : IDisposable
{
    private static readonly LogText Log = new();

    /// <summary>After the second of four events is due.</summary>
    private static readonly DateTimeOffset DuringHour = new(2026, 1, 20, 13, 1, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(DuringHour);
    private readonly TestShell _shell;
    private readonly WatchedFolder _folder = new(Log);
    private readonly EventBoard _board;
    private readonly RecordedPlace _place;

    public RunWatchTests()
    {
        _shell = new() { Time = _time };
        _board = new(_time) { TellsHeld = true };
        _place = new(new FollowedFiles(_folder.Path));
    }

    public static TheoryData<string?, int[], string, string> Stored => new()
    {
        { """{"published":3,"n":0}""", [1], "Done Calling Held Planned", "the checkpoint says what is published, a claim who calls" },
        { """{"published":3,"n":0}""", [], "Done Held Held Planned", "due, and not claimed: it is late" },
        { """{"published":3,"n":0}""", [1, 2], "Done Calling Held Planned", "a claim is asked for when its event is due" },
        { """{"published":9,"n":0}""", [], "Done Held Held Held", "more than there are" },
        { "no JSON", [1], "Done Calling Planned Planned", "a checkpoint that cannot be read says nothing" },
        { null, [], "Done Planned Planned Planned", "nothing is published yet" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public async Task How_far_an_event_is_is_what_is_stored_of_it(string? checkpoint, int[] claims, string expected, string reason)
    {
        _folder.Write(Log.Lines()[..2]);
        _folder.WriteManifest();
        if (checkpoint is not null)
            _folder.WriteCheckpoint(checkpoint);
        foreach (var position in claims)
            _folder.WriteClaim(position);

        await WithWatchAsync(() => _board.Title.Length > 0);

        var found = string.Join(' ', _board.Events.Select(progress => progress.Stage));
        Assert.True(expected == found, $"{reason}: {found}");
        Assert.Equal("1 run of 2026-01-20T13:00:00Z; asked every 1 s", _board.Title);
    }

    [Fact]
    public async Task Without_anything_stored_beside_it_a_log_still_tells_what_is_done()
    {
        _folder.Write(Log.Lines()[..3]);

        await WithWatchAsync(() => _board.Title.Length > 0);

        Assert.Equal("2 of 4 done, 0 in flight: 2 ok; lag 1 ms at most", _board.Summary);
    }

    [Fact]
    public async Task Where_the_plan_is_not_known_what_is_done_is_all_that_is_shown_and_why_is_said()
    {
        _folder.Write(Log.Lines()[..3].Select(line => line.Replace("built-in", "mine", StringComparison.Ordinal)));

        await WithWatchAsync(() => _board.Status is not null);

        Assert.Equal("2 of 2 done, 0 in flight: 2 ok; lag 1 ms at most", _board.Summary);
        Assert.StartsWith("the workload 'mine' is not built in", _board.Status, StringComparison.Ordinal);
        Assert.Contains("scenario A: hour 13:00: 4 events, run 20260120T125800Z", Told());
    }

    [Fact]
    public async Task Only_what_is_new_is_read()
    {
        var lines = Log.Lines();
        var whole = Bytes(lines);
        _folder.Write(lines[..2]);
        // Over long ago, complete, and without its end.
        File.SetLastWriteTimeUtc(_folder.Add("loadgen-logs/ancient.jsonl", lines[..3]), DuringHour.UtcDateTime.AddDays(-1));
        _folder.Add("loadgen-logs/complete.jsonl", new LogText(runId: "20260120T125900Z").Lines());
        _folder.Add("loadgen-logs/torso.jsonl", new LogText(runId: "20260120T105800Z", hour: 11).Lines()[..2]);

        var logs = await FollowAsync(
            () => _board.Title.Length > 0,
            () => _folder.Write(lines[..4], isCut: true),
            () => _board.Summary.StartsWith("2 of 4", StringComparison.Ordinal),
            () => _folder.Write(lines));

        Assert.Equal(_folder.Log, Assert.Single(logs).Name);
        var name = Path.GetFileName(_folder.Log);
        Assert.Equal(
            [
                ("complete.jsonl", Bytes(lines) - 4096, 4096),
                ("torso.jsonl", 0, Bytes(lines[..2])),
                ("torso.jsonl", 0, Bytes(lines[..2])),
            ],
            _place.Reads.Where(read => read.Log != name).OrderBy(read => read.Log));
        Assert.Equal(
            [
                // Whether it is complete, then all of it.
                (0, Bytes(lines[..2])),
                (0, Bytes(lines[..2])),
                // Of the line that is cut nothing is taken.
                (Bytes(lines[..2]), Bytes(lines[..4]) - 20 - Bytes(lines[..2])),
                (Bytes(lines[..3]), whole - Bytes(lines[..3])),
            ],
            _place.Reads.Where(read => read.Log == name).Select(read => ((int)read.From, read.Count)));
    }

    [Fact]
    public async Task What_is_done_is_seen_in_shards_before_the_log_has_it()
    {
        var lines = Log.Lines();
        _folder.WriteManifest();
        _folder.Write(lines[..1]);
        _folder.WriteShard("a-0-00000000-2", lines[1..3]);
        _folder.WriteShard("b-0-00000000-1", lines[3..4]);

        var logs = await FollowAsync(
            () => _board.Summary.StartsWith("3 of 4", StringComparison.Ordinal),
            // Joined, and one more.
            () =>
            {
                _folder.DeleteShard("b-0-00000000-1");
                _folder.WriteShard("b-1-00000000-2", lines[3..5]);
            },
            () => _board.Summary.StartsWith("4 of 4", StringComparison.Ordinal),
            () => _folder.Write(
                [lines[0], _folder.Named("a-0-00000000-2"), .. lines[1..3], _folder.Named("b-1-00000000-2"), .. lines[3..]]));

        Assert.Empty(Assert.Single(logs).Report.Findings);
    }

    [Fact]
    public async Task Runs_that_begin_meanwhile_are_shown_too_even_where_they_are_over_at_once()
    {
        _folder.Write(Log.Lines()[..2]);
        var other = new LogText(Loadgen.Configuration.Scenario.B);

        var logs = await FollowAsync(
            () => _board.Title.Length > 0,
            () => _folder.Add("loadgen-logs/other.jsonl", other.Lines()),
            () => _board.Runs.Count == 2,
            () => _folder.Write(Log.Lines()));

        Assert.Equal(["A", "B"], _board.Runs.Select(run => run.LabelAmong(_board.Runs)));
        Assert.Equal("8 of 8 done, 0 in flight: 8 ok; lag 1 ms at most", _board.Summary);
        Assert.Equal(2, logs.Count);
        Assert.All(logs, log => Assert.True(log.Report.Passed));
    }

    [Fact]
    public async Task A_run_whose_lines_do_not_come_is_over_when_none_may_come_any_more()
    {
        _folder.Write(Log.Lines()[..4]);

        var logs = await FollowAsync(() => _board.Title.Length > 0, () => _time.Advance(TimeSpan.FromHours(2)));

        Assert.False(Assert.Single(logs).Report.Passed);
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_for_a_while_is_asked_again_ever_more_rarely()
    {
        _folder.Write(Log.Lines()[..2]);
        var looks = 0;

        var logs = await FollowAsync(
            () => _board.Title.Length > 0,
            () => (_place.IsCutOff, looks) = (true, _place.Looks),
            () => _place.Looks >= looks + 5,
            () =>
            {
                Assert.Equal("the place: nobody answers. It is tried again.", _board.Status);
                // 1 s, then pauses of 2, 4, 8 and 16 s.
                Assert.InRange(_time.GetUtcNow() - DuringHour, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));
                _place.IsCutOff = false;
                _folder.Write(Log.Lines());
            });

        Assert.True(Assert.Single(logs).Report.Passed);
        Assert.Single(Told(), text => text.Contains("nobody answers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_at_the_beginning_is_a_wrong_argument()
    {
        _place.IsCutOff = true;

        await Assert.ThrowsAsync<UsageException>(() => new RunWatch(_shell.Shell, _place, _board).RunAsync(CancellationToken.None));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
        _place.Dispose();
    }

    private static int Bytes(IEnumerable<string> lines) => lines.Sum(line => System.Text.Encoding.UTF8.GetByteCount(line) + 1);

    private List<string> Told()
    {
        var told = new List<string>();
        while (_board.Changes.TryRead(out var change))
        {
            if (change.Text is { } text)
                told.Add(text);
        }

        return told;
    }

    /// <summary>Watches until something is so; time stands still.</summary>
    private async Task WithWatchAsync(Func<bool> isSo)
    {
        using var stop = new CancellationTokenSource();
        var watching = new RunWatch(_shell.Shell, _place, _board).RunAsync(stop.Token);
        await UntilAsync(watching, isSo);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    /// <summary>Watches to the end.</summary>
    private async Task<IReadOnlyList<VerifiedLog>> FollowAsync(
        Func<bool> first, Action then, Func<bool>? second = null, Action? last = null)
    {
        var watching = new RunWatch(_shell.Shell, _place, _board).RunAsync(CancellationToken.None);
        await UntilAsync(watching, first);
        then();
        if (second is not null)
        {
            await UntilAsync(watching, second, TimeSpan.FromSeconds(1));
            last!();
        }

        await UntilAsync(watching, () => watching.IsCompleted, TimeSpan.FromSeconds(1));
        return await watching;
    }

    private async Task UntilAsync(Task watching, Func<bool> isSo, TimeSpan step = default)
    {
        while (!isSo())
        {
            if (watching.IsCompleted)
                await watching;
            _time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
