namespace Loadgen.Analysis.Tests.Correlation;

/// <summary>Which call a line is of.</summary>
public sealed class MatchingTests : IDisposable
{
    private const string Sent = "2026-01-20T13:01:04.356Z";
    private const string Replay = "20260121T080000Z";

    private readonly SentEvents _events = new();

    public static TheoryData<string, string, string> Lines => new()
    {
        { "\"trace_id\":\"b0\",\"scenario\":\"A\",\"run_id\":\"" + SentEvents.Run + "\"", "0 0 1 0", "the trace says more than all else" },
        { "\"trace_id\":\"B0\"", "0 0 1 0", "hex digits in capitals" },
        { "\"trace_id\":\"unknown\",\"scenario\":\"B\",\"run_id\":\"" + SentEvents.Run + "\"", "0 0 1 0", "a strange trace, so by run" },
        { "\"scenario\":\"a\",\"run_id\":\"" + Replay + "\"", "0 1 0 0", "a replay" },
        { "\"region\":\"europe-north2\",\"run_id\":\"" + SentEvents.Run + "\"", "0 0 1 0", "no scenario, but a region that only one has" },
        { "\"run_id\":\"" + SentEvents.Run + "\"", "0 0 0 0", "three scenarios have the run's ID: nobody knows which it was" },
        { "\"scenario\":\"C\",\"dispatch_sent_time_utc\":\"" + Sent + "\"", "0 0 0 1", "no run, but the time of sending" },
        { "\"scenario\":\"C\",\"dispatch_sent_time_utc\":\"2026-01-20T13:01:04Z\"", "0 0 0 1", "that time, cut to seconds" },
        { "\"scenario\":\"C\",\"dispatch_sent_time_utc\":\"2026-01-20T13:01:04.357Z\"", "0 0 0 0", "another millisecond" },
        { "\"scenario\":\"C\",\"dispatch_sent_time_utc\":\"2026-01-20T13:01:05Z\"", "0 0 0 0", "another second" },
        { "\"scenario\":\"C\"", "0 0 0 0", "an event alone has several runs" },
        { "\"scenario\":\"A\",\"run_id\":\"another\",\"dispatch_sent_time_utc\":\"" + Sent + "\"", "0 0 0 0", "a run that is not here" },
        { "\"experiment_id\":\"f\",\"scenario\":\"A\",\"run_id\":\"" + Replay + "\"", "0 0 0 0", "another experiment" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_of_the_call_that_it_names(string members, string logs, string reason)
    {
        _events
            .Add("A", trace: "a0")
            .Add("A", trace: "a1", run: Replay, sent: "2026-01-21T08:01:04.356Z")
            .Add("B", trace: "b0", region: "europe-north2")
            .Add("C", trace: "c0")
            .Logged(LogLines.OfEvent(members));

        var joined = _events.Join();

        Assert.Equal((logs, reason), (_events.Column("function_logs"), reason));
        Assert.Equal(logs.Contains('1', StringComparison.Ordinal) ? 0 : 1, joined.LogsWithoutCall);
    }

    [Theory]
    [InlineData("2026-01-20T13:01:04Z", "us-east1", "1 0", 0, "by region, where both scenarios sent at once")]
    [InlineData("2026-01-20T13:01:04.900Z", "europe-north2", "0 1", 0, "the function has milliseconds, and the job's line has not")]
    [InlineData("2026-01-20T13:01:04Z", "asia-east1", "0 0", 1, "neither: it fits both, and is of none")]
    public void Lines_of_the_original_are_joined_by_event_and_the_second_of_sending(
        string sent, string region, string logs, long ambiguous, string reason)
    {
        _events
            .Add("A", run: "original", sent: "2026-01-20T13:01:04Z")
            .Add("B", run: "original", sent: "2026-01-20T13:01:04Z", region: "europe-north2")
            .Logged(LogLines.OfEvent($"\"dispatch_sent_time_utc\":\"{sent}\",\"region\":\"{region}\""));

        var joined = _events.Join();

        Assert.Equal((logs, ambiguous, reason), (_events.Column("function_logs"), joined.Ambiguous, reason));
    }

    public void Dispose() => _events.Dispose();
}
