using Loadgen.Analysis.Verification;
using Loadgen.Records;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Originals;

/// <summary>
/// Standard output of the job that this project began as: what its own program printed on a clock that was set, to answers that were
/// made up.
/// </summary>
public sealed class OriginalLogTests
{
    private static string Log(string name)
    {
        using var stream = typeof(OriginalLogTests).Assembly.GetManifestResourceStream($"Originals.{name}.log")
            ?? throw new InvalidOperationException($"Nothing is recorded as '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Describe(VerificationReport report) =>
        string.Join("; ", report.Findings.Select(finding => $"{finding.Kind}: {finding.Message}"));

    [Theory]
    [InlineData("A", "Ok 2, HttpError 1, Timeout 1")]
    [InlineData("C", "Ok 2, DispatchFailed 1, Timeout 1")]
    [InlineData("A-dry", "DryRun 4")]
    [InlineData("C-dry", "DryRun 4")]
    public void What_its_lines_lack_is_not_held_against_them(string name, string outcomes)
    {
        var report = LogText.VerifyText(Log(name));

        Assert.Equal("", Describe(report));
        var run = Assert.Single(report.Runs);
        Assert.Equal(outcomes, string.Join(", ", run.Outcomes.Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.Equal((4, OriginalLine.RunId, null), (run.Logged, run.Run.RunId, run.MedianLag));
    }

    [Fact]
    public void Latencies_are_as_it_measured_them_and_lags_cut_to_seconds_are_no_measure() => Assert.Equal(
        [(138.221499999986m, null), (17054.099999999948m, null), (200.00000000004547m, null), (120002.99999999993m, null)],
        LogText.VerifyText(Log("A")).Runs[0].Measurements.Select(measured => (measured.Latency!.Value, measured.Lag)));

    public static TheoryData<string, string, string, string> Changes => new()
    {
        {
            "A", "\"end_to_end_latency_ms\": 17054.099999999948", "\"end_to_end_latency_ms\": 1.0",
            "Contradiction: end_to_end_latency_ms is 1.0; the rest of the line makes it 17054.1"
        },
        {
            "C", "\"end_to_end_latency_ms\": 80.25", "\"end_to_end_latency_ms\": 8.25",
            "Contradiction: end_to_end_latency_ms is 8.25; the rest of the line makes it 80.25"
        },
        {
            "C", "\"dispatcher_carbon_intensity\": 41.0", "\"dispatcher_carbon_intensity\": 14.0",
            "Contradiction: dispatcher_carbon_intensity is 14.0; the rest of the line makes it 41"
        },
        {
            "C", "\"time_shifted\": false", "\"time_shifted\": true",
            "Contradiction: time_shifted is true; the rest of the line makes it false"
        },
        {
            "C", "2026-01-20T13:01:06.100Z", "2026-01-20T13:01:05.100Z",
            "Contradiction: target_time_utc is \"2026-01-20T13:01:06Z\"; the rest of the line makes it \"2026-01-20T13:01:05.100Z\""
        },
        {
            "A", "\"sent_time_utc\": \"2026-01-20T13:01:04Z\"", "\"sent_time_utc\": \"2026-01-20T13:01:03Z\"",
            "Early: sent 1000 ms before its time"
        },
        {
            "A", "\"scheduled_time_utc\": \"2026-01-20T13:01:04Z\"", "\"scheduled_time_utc\": \"2026-01-20T13:01:05Z\"",
            "ScheduledTimeDiffers: scheduled for 2026-01-20T13:01:05.000Z; the plan says 2026-01-20T13:01:04.000Z "
                + "(had the run another JITTER_S?)"
        },
        { "A", "loadgen_complete", "log_export_failed", "CompleteMissing: no complete line" },
        { "A", "\"event_id\": \"experiment-2026-01-15:2026-01-20T13:00:00Z:crypto", "\"event_id\": \"x:crypto", "Foreign: an event that " },
        {
            "A", "\"invocation_index\": 1", "\"invocation_index\": 2",
            "Contradiction: invocation_index is 2; the rest of the line makes it 1"
        },
        {
            "A", "\"function_id\": \"crypto_key_gen\"", "\"function_id\": null",
            "Unreadable: 'function_id' is a JSON Null; allowed is a JSON String"
        },
        { "A", "\"policy_region\": \"us-east1\"", "\"policy_region\": \"\\ud800\"", "Contradiction: text with half a surrogate pair" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_its_lines_have_must_be_right(string name, string part, string changed, string expected)
    {
        var log = Log(name);
        Assert.Contains(part, log, StringComparison.Ordinal);

        var report = LogText.VerifyText(log.Replace(part, changed, StringComparison.Ordinal));

        Assert.StartsWith(expected, Describe(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_an_execution_was_put_off_can_depend_on_what_was_cut_off()
    {
        // Sent at 13:01:04 and some milliseconds; a second later is 13:01:05 and some.
        var log = Log("C").Replace("2026-01-20T13:01:06", "2026-01-20T13:01:05", StringComparison.Ordinal);

        var other = log.Replace("\"time_shifted\": true", "\"time_shifted\": false", StringComparison.Ordinal);

        Assert.Equal("", Describe(LogText.VerifyText(log)));
        Assert.Equal("", Describe(LogText.VerifyText(other)));
    }

    [Fact]
    public void Whatever_else_was_printed_is_no_line()
    {
        var text = "Traceback (most recent call last):\n{\n{\"message\": \"hello\"}\n[1]\n\n\u00e9{\"a\": 1}\n" + Log("A") + "BYE";

        Assert.Equal("", Describe(LogText.VerifyText(text)));
    }

    [Fact]
    public void Among_our_own_lines_there_is_no_other_text() => Assert.Equal(
        ["Unreadable: not JSON from byte 0 on", "Unreadable: no 'run_id'"],
        LogText.Verify([.. new LogText().Lines(), "BOOT SCENARIO= A", Log("A").Split('\n')[1]]).Findings
            .Select(finding => $"{finding.Kind}: {finding.Message}"));
}
