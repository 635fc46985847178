namespace Loadgen.Analysis.Tests.Correlation;

/// <summary>Lines of a function's log.</summary>
internal static class LogLines
{
    /// <param name="received">The time of the day, as <paramref name="finished"/> is.</param>
    /// <param name="more">Further members.</param>
    public static string Of(
        string trace, string received = "13:01:04.400", string finished = "13:01:04.640", string more = "\"sample\":true") =>
        $$"""
        {"type":"invocation_metrics","function_id":"crypto_key_gen","trace_id":"{{trace}}",
        "request_received_time_utc":"2026-01-20T{{received}}Z","response_finished_time_utc":"2026-01-20T{{finished}}Z",{{more}}}
        """.ReplaceLineEndings("");

    /// <summary>One without a trace.</summary>
    public static string OfEvent(string members) =>
        $$"""{"type":"invocation_metrics","event_id":"{{SentEvents.Event}}",{{members}}}""";
}
