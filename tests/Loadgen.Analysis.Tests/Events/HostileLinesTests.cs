using System.Text;
using Loadgen.Analysis.Events;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Events;

/// <summary>Whatever a log holds, its other lines are read, and what was not is told with line and reason.</summary>
public sealed class HostileLinesTests : IDisposable
{
    private static readonly List<string> Lines = new LogText().Lines();

    private readonly EventFiles _files = new();

    public static TheoryData<string, string, string> Broken => new()
    {
        { "{broken", "not JSON from byte 1 on", "no JSON" },
        { "some text", "not JSON from byte 0 on", "text" },
        { "[1, 2]", "a JSON Array instead of an object", "an array" },
        { $"[{Lines[1]}]", "a JSON Array instead of an object", "an event in an array" },
        { "\"text\"", "a JSON String instead of an object", "a JSON text" },
        { "null", "a JSON Null instead of an object", "null" },
        { Lines[1] + Lines[2], $"not JSON from byte {Encoding.UTF8.GetByteCount(Lines[1])} on", "two lines without a newline" },
        { Lines[1][..60], "not JSON from byte 60 on", "half a line" },
        { "\0\0\0", "not JSON from byte 0 on", "zeros, as file systems leave them" },
        { "[", "not JSON from byte 1 on", "the beginning of JSON that goes on behind the newline" },
        { Lines[1].Replace("\"url\":", "\"url\":NaN,\"x\":", StringComparison.Ordinal), "not JSON from byte ", "no number of JSON" },
        {
            $$"""{"event_id":1,"x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""",
            "not JSON from byte 145 on", "nested deeply"
        },
        { "{\"event_id\":\"x\"," + Lines[1][1..], "'event_id' twice", "a member twice" },
        {
            Lines[1].Replace("\"outcome\":\"ok\"", "\"outcome\":\"great\"", StringComparison.Ordinal),
            "outcome is 'great'; allowed ", "a word"
        },
        { Lines[1].Replace("\"outcome\":\"ok\",", "", StringComparison.Ordinal), "no 'outcome'", "a member less" },
        {
            Lines[1].Replace("\"scenario\":\"A\"", "\"scenario\":\"a\"", StringComparison.Ordinal),
            "scenario is 'a'; allowed are A, B", "a case"
        },
        {
            Lines[1].Replace("\"event_id\":\"", "\"event_id\":\"\\n", StringComparison.Ordinal),
            "'event_id' is no text on one line", "a break"
        },
        {
            Lines[1].Replace("\"trace_hour\":\"2026-01-20T13:00", "\"trace_hour\":\"2026-01-20T13:30", StringComparison.Ordinal),
            "trace_hour is '2026-01-20T13:30:00Z'; allowed is an hour", "half an hour"
        },
        {
            Lines[1].Replace("\"scheduled_time_utc\":\"", "\"scheduled_time_utc\":\"infinity", StringComparison.Ordinal),
            "scheduled_time_utc is 'infinity2026", "no moment"
        },
        {
            Lines[1].Replace("\"run_id\":\"2", "\"run_id\":\"x", StringComparison.Ordinal),
            "run_id is 'x0260120T125800Z'; allowed is a moment", "no run ID"
        },
        {
            Lines[1].Replace("\"experiment_id\":\"", "\"experiment_id\":\"a b", StringComparison.Ordinal),
            "experiment_id is 'a bexperiment-2026-01-15'; allowed are", "no experiment's ID"
        },
        {
            Lines[0].Replace("\"invocations\":4", "\"invocations\":\"4\"", StringComparison.Ordinal),
            "'invocations' is a JSON String", "a run line"
        },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_line_that_is_not_read_costs_no_other(string broken, string expected, string reason)
    {
        using var database = EventFiles.Load(
            _files.Add("a.jsonl", [Lines[0], broken, .. Lines[1..]]), _files.Add("b.jsonl", new LogText(hour: 14).Lines()));

        Assert.Equal(["8 | 2 | 1"], EventFiles.Rows(database, "SELECT count(*), count(DISTINCT log), max(copies) FROM events"));
        var problem = Assert.Single(EventFiles.Rows(database, "FROM problems"));
        Assert.True(problem.StartsWith($"a.jsonl | 2 | {expected}", StringComparison.Ordinal), $"{reason}: {problem}");
    }

    public static TheoryData<string, string, string, string> Members => new()
    {
        { "\"start_lag_ms\":0.6", "\"start_lag_ms\":\"soon\"", "start_lag_ms", "'start_lag_ms' is a JSON String" },
        { "\"clock_speed\":1", "\"clock_speed\":[1]", "clock_speed", "'clock_speed' is a JSON Array" },
        { "\"latency_ms\":20", "\"latency_ms\":\"fast\"", "latency_ms", "'latency_ms' is \"fast\"; allowed is a number" },
        { "\"latency_ms\":20", "\"latency_ms\":1e999", "latency_ms", "'latency_ms' is 1e999; allowed is a number" },
        { "\"latency_ms\":20", "\"latency_ms\":{}", "latency_ms", "'latency_ms' is {}; allowed is a number" },
        { "\"status_code\":200", "\"status_code\":99999999999", "status_code", "'status_code' is 99999999999; allowed is a whole number" },
        { "\"status_code\":200", "\"status_code\":200.5", "status_code", "'status_code' is 200.5; allowed is a whole number" },
        {
            "\"request_bytes\":2", "\"request_bytes\":99999999999999999999", "request_bytes",
            "'request_bytes' is 99999999999999999999; allo"
        },
        { "\"dns_ms\":0", "\"dns_ms\":false", "dns_ms", "'dns_ms' is false; allowed is a number" },
        { "\"timings\":{", "\"timings\":7,\"x\":{", "dns_ms", "'timings' is 7; allowed is an object" },
        { "\"invoke\":{", "\"invoke\":\"none\",\"x\":{", "latency_ms", "'invoke' is \"none\"; allowed is an object" },
        { "\"time_shifted\":false", "\"time_shifted\":\"maybe\"", "time_shifted", "'time_shifted' is \"maybe\"; allowed is true or false" },
        {
            "\"sent_time_utc\":\"2026-01-20T13:00:04.501Z\"", "\"sent_time_utc\":\"2026-01-20T13:00:04.501+01:00\"", "sent_utc",
            "'sent_time_utc' is \"2026-01-20T13:00:04.501+01:00\"; allowed is a moment in UTC"
        },
        { "\"invocation_index\":1", "\"invocation_index\":\"one\"", "NULL", "'invocation_index' is \"one\"; allowed is a whole number" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_of_another_type_is_null_and_told(string good, string bad, string column, string expected)
    {
        Assert.Contains(good, Lines[1], StringComparison.Ordinal);
        using var database = EventFiles.Load(_files.Add(
            "a.jsonl", [.. Lines[..1], Lines[1].Replace(good, bad, StringComparison.Ordinal), .. Lines[2..]]));

        Assert.Equal(
            ["null | ok | 1 | 1"],
            EventFiles.Rows(
                database, $"SELECT {column}, outcome, invocation_index, copies FROM events WHERE function_id = 'api_health_check'"));
        Assert.Equal(["4"], EventFiles.Rows(database, "SELECT count(*) FROM events"));
        Assert.StartsWith($"a.jsonl | 2 | {expected}", Assert.Single(EventFiles.Rows(database, "FROM problems")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"error\":null", "\"error\":[\"a\",{\"b\":1}]", "error", "[\"a\",{\"b\":1}]")]
    [InlineData("\"target_region\":\"us-east1\"", "\"target_region\":7", "region", "7")]
    public void Text_is_whatever_stands_there(string good, string other, string column, string expected)
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", [Lines[1].Replace(good, other, StringComparison.Ordinal)]));

        Assert.Equal([expected], EventFiles.Rows(database, $"SELECT {column} FROM events"));
    }

    [Fact]
    public void Of_many_problems_the_first_ones_are_told_and_the_others_counted()
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", [.. Enumerable.Repeat("{", 1000), .. Lines]));

        Assert.Equal(
            [$"{LogProblems.Most + 1} | 100 | and 900 other lines"],
            EventFiles.Rows(database, "SELECT count(*), max(line), (SELECT reason FROM problems WHERE line IS NULL) FROM problems"));
        Assert.Equal(["4"], EventFiles.Rows(database, "SELECT count(*) FROM events"));
    }

    public void Dispose() => _files.Dispose();
}
