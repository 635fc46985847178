using System.Text;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Testing.Fuzzing;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Verification;

public sealed class LogDigestReaderTests
{
    private const string Original =
        """
        {"ts_utc":"2026-01-20T13:00:00Z","message":"loadgen_start","experiment_id":"e","scenario":"A",
        """ + """
        "trace_hour":"2026-01-20T13:00:00Z","invocations":4,"dry_run":false}
        """;

    private static readonly LogText Log = new(Scenario.C);

    private static readonly byte[][] Lines = [.. Log.Lines().Concat(new LogText(hour: 14).Lines()).Select(Encoding.UTF8.GetBytes)];

    /// <summary>A line that does not fit into a piece.</summary>
    private static readonly byte[] Long = Encoding.UTF8.GetBytes(
        Log.Lines()[1].Replace("\"outcome\"", $"\"more\":\"{new string('x', 300_000)}\",\"outcome\"", StringComparison.Ordinal));

    private static LogDigest Read(byte[] log, params (string Name, byte[] Content)[] shards) => LogDigestReader.Read(
        () => new MemoryStream(log),
        [.. shards.Select(shard => (shard.Name, (Func<Stream>)(() => new MemoryStream(shard.Content))))],
        CancellationToken.None);

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>All that a report says.</summary>
    private static string Told(VerificationReport report) => string.Join('\n',
        report.Findings.Select(finding => finding.ToString())
            .Concat(report.Runs.Select(run => $"{run with { Measurements = [] }} {string.Join(' ', run.Measurements)}")));

    [Fact]
    public Task In_pieces_a_log_is_judged_as_it_is_in_memory() => FuzzCampaign.RunAsync(15, Make, bytes =>
    {
        var inMemory = RunVerifier.Verify(RunLogReader.Read(bytes), new() { Plans = [Log.Plan] });
        Assert.Equal(Told(inMemory), Told(RunVerifier.Verify(Read(bytes), new() { Plans = [Log.Plan] })));
        Assert.Equal(Told(RunVerifier.Verify(RunLogReader.Read(bytes), new())), Told(RunVerifier.Verify(Read(bytes), new())));
    });

    [Fact]
    public void The_original_jobs_log_is_known_by_its_whole_text()
    {
        var printed = Encoding.UTF8.GetBytes($"a word before\n{Original}\n{new string('y', 200_000)}\n");

        Assert.Equal(OriginalRuns(printed), [true]);
        // One that stands at its end is a run ID all the same.
        Assert.Equal(OriginalRuns([.. printed, .. Encoding.UTF8.GetBytes(Log.Lines()[5])]), [false]);

        static IEnumerable<bool> OriginalRuns(byte[] log) => Read(log).Runs.Select(run => run.Start is { IsOriginal: true });
    }

    [Fact]
    public void Lines_of_shards_are_the_logs_and_findings_say_where_they_are()
    {
        var lines = Log.Lines();
        var early = Log.Event(2, Outcome.Ok, TimeSpan.FromMilliseconds(-1));

        var report = RunVerifier.Verify(
            Read(Text(lines[..2]), ("one", Text([lines[2], early])), ("two", Text([lines[2], lines[4], "no JSON"])[..^1])),
            new() { ReadAt = new(Log.Run.TraceHour.Start.AddMinutes(9), Log.Run.TraceHour.Start) });

        Assert.Equal(4, Assert.Single(report.Runs).Logged);
        Assert.Equal(
            [
                (FindingKind.Unreadable, "two", 3, "not JSON from byte 1 on"),
                (FindingKind.NewlineMissing, "two", null, "the last line does not end in a newline"),
                (FindingKind.Early, "one", 2, "sent 1 ms before its time"),
                (FindingKind.Double, "two", 1, "a line of the event again, after line 1 of one"),
            ],
            report.Findings.Select(finding => (finding.Kind, finding.Shard, finding.LineNumber, finding.Message)));
    }

    [Fact]
    public void A_run_line_that_names_shards_is_one_more_of_the_run()
    {
        var lines = Log.Lines();
        var named = RunLine.OfShards(Log.Run, [$"{new string('0', 32)}-0-00000000-3"], 9, Log.Run.TraceHour.Start).ToString();

        Assert.Empty(RunVerifier.Verify(Read(Text([.. lines[..2], named, .. lines[2..]])), new()).Findings);
        Assert.Equal(
            FindingKind.CompleteNotLast,
            Assert.Single(RunVerifier.Verify(Read(Text([.. lines, named])), new()).Findings).Kind);
    }

    [Fact]
    public void Where_shards_were_not_found_what_may_be_in_them_is_no_error()
    {
        var options = new VerificationOptions { WithoutShards = new HashSet<Runs.RunIdentity> { Runs.RunIdentity.Of(Log.Run) } };

        var part = RunVerifier.Verify(Read(Text(Log.Lines()[..3])), options);
        Assert.Equal(
            [
                (FindingKind.CompleteMissing, Severity.Error, "no complete line"),
                (FindingKind.ShardsMissing, Severity.Warning,
                    "2 events have no line here, and may have it in shards: what is stored of the run was not found beside the log"),
            ],
            part.Findings.Select(finding => (finding.Kind, finding.Severity, finding.Message)));

        // Of a complete log nothing is elsewhere.
        Assert.Equal(2, RunVerifier.Verify(Read(Text([.. Log.Lines()[..3], Log.Lines()[5]])), options).CountOf(FindingKind.Missing));
    }

    [Fact]
    public void Whoever_has_enough_of_it_can_stop() => Assert.ThrowsAny<OperationCanceledException>(() => LogDigestReader.Read(
        () => new MemoryStream(Lines[0]), [], new CancellationToken(canceled: true)));

    /// <summary>Lines in any order, some of them spoilt or very long, and perhaps the whole as well.</summary>
    private static byte[] Make(Random random)
    {
        var text = new List<byte>();
        for (var count = random.Next(1, 40); count > 0; count--)
        {
            var line = random.Next(20) == 0 ? Long : Lines[random.Next(Lines.Length)];
            text.AddRange(random.Next(3) == 0 ? Hostile.Spoil(random, line) : line);
            text.Add((byte)'\n');
        }

        return random.Next(4) == 0 ? Hostile.Spoil(random, [.. text]) : [.. text];
    }
}
