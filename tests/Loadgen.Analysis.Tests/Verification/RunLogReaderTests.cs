using System.Text;
using FsCheck.Xunit;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Records;

namespace Loadgen.Analysis.Tests.Verification;

public sealed class RunLogReaderTests
{
    private const string Event =
        """
        {"ts_utc":"2026-01-20T13:00:05.501Z","experiment_id":"e","scenario":"A","trace_hour":"2026-01-20T13:00:00Z",
        """ + """
        "run_id":"20260120T125800Z","event_id":"e:1","function_id":"f","scheduled_time_utc":"2026-01-20T13:00:04.501Z",
        """ + """
        "clock":"machine","clock_speed":1,"sent_time_utc":null,"start_lag_ms":null,"end_to_end_latency_ms":null,"outcome":"unknown"}
        """;

    private const string Start =
        """
        {"ts_utc":"2026-01-20T12:58:00.000Z","message":"loadgen_start","experiment_id":"e","scenario":"A",
        """ + """
        "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125800Z","invocations":4,"dry_run":false,"workload_name":"w",
        """ + """
        "workload_sha256":"00ff","jitter_s":15,"timeout_s":120,"max_lateness_s":1800,"loadgen_version":"1","clock":"scaled",
        """ + """
        "clock_speed":10}
        """;

    private static LogReading Read(string text) => RunLogReader.Read(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Lines_are_read_whatever_their_order_and_members()
    {
        var reading = Read($"{Event}\r\n{Start}\n");

        Assert.True(reading.EndsInNewline);
        var line = Assert.IsType<InvocationEntry>(reading.Entries[0]);
        Assert.Equal((1, "e:1", Outcome.Unknown, (DateTimeOffset?)null), (line.LineNumber, line.EventId, line.Outcome, line.SentTime));
        Assert.Equal((line.ScheduledTime.AddSeconds(1), ClockKind.Machine), (line.WrittenAt, line.Clock));
        var start = new StartEntry(2, line.Run, 4, DryRun: false)
        {
            WrittenAt = new(2026, 1, 20, 12, 58, 0, TimeSpan.Zero),
            Clock = new("scaled", 10),
            Settings = new(new("w", "00ff"), 15, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(1800)) { Version = "1" },
        };
        Assert.Equal(start, reading.Entries[1]);
    }

    [Theory]
    [InlineData("null", "a JSON Null instead of an object")]
    [InlineData("[]", "a JSON Array instead of an object")]
    [InlineData("{", "not JSON from byte 1 on")]
    [InlineData("{} {}", "not JSON from byte 3 on")]
    [InlineData("\t \r", "an empty line")]
    [InlineData("{}", "no 'scenario'")]
    public void What_is_no_line_has_a_reason(string text, string reason) =>
        Assert.Equal([new UnreadableEntry(1, reason)], Read($"{text}\n").Entries);

    [Theory]
    [InlineData("\"scenario\":\"A\"", "\"scenario\":\"D\"", "scenario is 'D'; allowed are A, B, C")]
    [InlineData("\"scenario\":\"A\"", "\"scenario\":0", "'scenario' is a JSON Number; allowed is a JSON String")]
    [InlineData("\"e\"", "\"\\ud800\"", "text with half a surrogate pair")]
    [InlineData(
        "13:00:00Z", "13:30:00Z",
        "trace_hour is '2026-01-20T13:30:00Z'; allowed is an hour such as 2026-01-20T13:00:00Z, of the years 1970 to 9998")]
    [InlineData(
        "20260120T125800Z", "../x",
        "run_id is '../x'; allowed is a moment such as 20260120T130002Z, perhaps with a number from 2 on, such as -2")]
    [InlineData("\"e\"", "\"e\\nf\"", "experiment_id is 'e f'; allowed are 1–128 of letters, digits, . _ -, other than . and ..")]
    [InlineData("\"event_id\":\"e:1\",", "", "no 'event_id'")]
    [InlineData("\"e:1\"", "\"e:\\n1\"", "'event_id' is no text on one line of at most 300 characters")]
    [InlineData("\"2026-01-20T13:00:04.501Z\"", "null", "'scheduled_time_utc' is a JSON Null; allowed is a JSON String")]
    [InlineData(
        "\"2026-01-20T13:00:04.501Z\"", "\"now\"", "scheduled_time_utc is 'now'; allowed is a moment such as 2026-01-20T13:00:04.501Z")]
    [InlineData("\"sent_time_utc\":null,", "", "no 'sent_time_utc'")]
    [InlineData(
        "\"unknown\"", "\"Ok\"",
        "outcome is 'Ok'; allowed are ok, http_error, dispatch_failed, timeout, connection_error, dry_run, skipped_late, not_routed, "
            + "unknown")]
    [InlineData("\"machine\"", "\"sundial\"", "clock is 'sundial'; allowed are machine, leaping, scaled")]
    [InlineData("\"clock_speed\":1", "\"clock_speed\":2", "clock_speed is '2'; allowed is 1 where the clock is machine")]
    [InlineData("\"clock_speed\":1,", "", "no 'clock_speed'")]
    [InlineData(
        "\"start_lag_ms\":null", "\"start_lag_ms\":1e30",
        "'start_lag_ms' is 1e30; allowed is a number up to 79228162514264337593543950335")]
    [InlineData("\"start_lag_ms\":null", "\"start_lag_ms\":1e11", "'start_lag_ms' is 100000000000; allowed are at most 31622400000 ms")]
    [InlineData(
        "\"2026-01-20T13:00:04.501Z\"", "\"9999-01-20T13:00:04.501Z\"",
        "scheduled_time_utc is '9999-01-20T13:00:04.501Z'; allowed is a moment of the years 1970 to 9998")]
    [InlineData("\"unknown\"", "\"unknown\",\"outcome\":\"ok\"", "'outcome' twice")]
    public void A_member_that_cannot_be_judged_is_named(string part, string spoiled, string reason) =>
        Assert.Equal([new UnreadableEntry(1, reason)], Read(Event.Replace(part, spoiled, StringComparison.Ordinal) + "\n").Entries);

    [Theory]
    [InlineData("loadgen_start", "hello", "message is 'hello'; allowed are loadgen_start, loadgen_shards and loadgen_complete")]
    [InlineData("120", "-1", "'timeout_s' is no number of seconds from 0 to 2147483647")]
    [InlineData("4", "-1", "'invocations' is -1; allowed is a whole number from 0 to 2147483647")]
    [InlineData("4", "4.5", "'invocations' is 4.5; allowed is a whole number from 0 to 2147483647")]
    [InlineData("false", "\"no\"", "'dry_run' is a JSON String; allowed are true and false")]
    public void A_run_line_is_read_as_strictly(string part, string spoiled, string reason) =>
        Assert.Equal(
            [new UnreadableEntry(1, reason)],
            Read(
                Start.Replace($":{part}", $":{spoiled}", StringComparison.Ordinal).Replace(
                    $"\"{part}\"", $"\"{spoiled}\"", StringComparison.Ordinal) + "\n").Entries);

    [Fact]
    public void An_answer_may_nest_as_deeply_as_it_could_be_read_and_repeat_its_members()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 64)) + string.Concat(Enumerable.Repeat("]", 64));
        var line = Event.Replace("\"outcome\"", $$"""
            "invoke":{"response_json":{{deep}},"other":{"a":1,"a":2} },"outcome"
            """.Trim(), StringComparison.Ordinal);

        Assert.IsType<InvocationEntry>(Assert.Single(Read(line + "\n").Entries));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_have_a_reason() =>
        Assert.Equal([new UnreadableEntry(1, "not UTF-8")], RunLogReader.Read(new byte[] { (byte)'{', 0xC3, 0x28, (byte)'}' }).Entries);

    [Fact]
    public void Of_very_many_unreadable_lines_only_the_first_are_kept_and_all_are_counted()
    {
        var reading = Read(new string('\n', 1_000_000) + Start);

        Assert.Equal(
            (1_000_000, RunLogReader.MostUnreadable + 1, false), (reading.Unreadable, reading.Entries.Count, reading.EndsInNewline));
        var report = RunVerifier.Verify(reading, new());
        Assert.Equal(RunLogReader.MostUnreadable + 1, report.CountOf(FindingKind.Unreadable));
        Assert.Contains(report.Findings, finding => finding.Message == "999000 more lines cannot be read");
    }

    [Property(Replay = "20260120,13", MaxTest = 2000)]
    public bool No_bytes_make_it_throw(byte[] bytes, ushort at, byte with)
    {
        var spoiled = Encoding.UTF8.GetBytes($"{Start}\n{Event}\n");
        spoiled[at % spoiled.Length] = with;
        return RunVerifier.Verify(RunLogReader.Read((byte[])[.. bytes, .. spoiled]), new()) is { Runs.Count: <= 2 };
    }
}
