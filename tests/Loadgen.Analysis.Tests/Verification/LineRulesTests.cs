using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Records;

namespace Loadgen.Analysis.Tests.Verification;

public sealed class LineRulesTests
{
    /// <summary>Numbers that nothing else in the line says: they cannot be proved.</summary>
    private static readonly string[] Unprovable = ["request_bytes", "response_bytes", "clock_speed"];

    private static IReadOnlyList<string> Check(string line) =>
        RunLogReader.Read(Encoding.UTF8.GetBytes(line + "\n")).Entries[0] switch
        {
            InvocationEntry entry => LineRules.Check(entry),
            UnreadableEntry unreadable => [unreadable.Reason],
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static IEnumerable<InvocationRecord> Records(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(i => RandomRecord.Make(random, (Scenario)(i % 3)));
    }

    [Fact]
    public void What_the_core_writes_does_not_contradict_itself()
    {
        foreach (var record in Records(1, 1200))
        {
            var line = record.ToLine().ToString();

            Assert.True(Check(line) is [], $"{string.Join("; ", Check(line))}: {line}");
        }
    }

    [Fact]
    public void No_number_and_no_status_that_anything_else_in_the_line_tells_can_be_changed()
    {
        var random = new Random(2);
        foreach (var record in Records(3, 900))
        {
            var line = record.ToLine().ToString();
            var leaves = Leaves(JsonNode.Parse(line)!.AsObject(), "").Where(path => IsProvable(record, path)).ToList();
            var changed = JsonNode.Parse(line)!.AsObject();
            var path = leaves[random.Next(leaves.Count)];
            Change(changed, path, random);

            var text = changed.ToJsonString();
            Assert.True(Check(text).Count > 0, $"{path}: {text}");
        }
    }

    public static TheoryData<string, Scenario, Outcome, Action<JsonObject>, string> Changes => new()
    {
        {
            "a latency, as in the worst of cases", Scenario.A, Outcome.Ok,
            line => line["end_to_end_latency_ms"] = 1.0, "end_to_end_latency_ms is 1; the rest of the line makes it "
        },
        {
            "both latencies", Scenario.A, Outcome.Ok, line => (line["end_to_end_latency_ms"], line["invoke"]!["latency_ms"]) = (1.0, 1.0),
            "latency_ms is 1; the parts in timings add up to "
        },
        {
            "both latencies of a call that failed", Scenario.B, Outcome.Timeout, line =>
            {
                line["invoke"]!["timings"]!["dns_ms"] = 5;
                (line["end_to_end_latency_ms"], line["invoke"]!["latency_ms"]) = (1.0, 1.0);
            },
            "latency_ms is 1; the parts in timings alone are "
        },
        {
            "a part that did not end, of an answer that did", Scenario.A, Outcome.HttpError,
            line => line["invoke"]!["timings"]!["connect_ms"] = null, "outcome http_error, and a part in timings is null"
        },
        { "a part less than nothing", Scenario.A, Outcome.Ok, line => line["invoke"]!["timings"]!["dns_ms"] = -1, "'dns_ms' is negative" },
        {
            "a status", Scenario.A, Outcome.Ok, line => line["invoke"]!["status_code"] = 500, "outcome ok with the status 500"
        },
        {
            "a status that is none", Scenario.A, Outcome.HttpError, line => line["invoke"]!["status_code"] = null,
            "outcome http_error with the status null"
        },
        {
            "a failure that was none", Scenario.A, Outcome.HttpError, line => line["invoke"]!["status_code"] = 204,
            "outcome http_error with the status 204"
        },
        { "an error", Scenario.A, Outcome.Ok, line => line["invoke"]!["error"] = "Kind: why", "outcome ok with an error" },
        { "no error", Scenario.A, Outcome.Timeout, line => line["invoke"]!["error"] = null, "outcome timeout without an error" },
        { "no latency", Scenario.A, Outcome.Timeout, line => line["invoke"]!["latency_ms"] = null, "'latency_ms' is null in a call" },
        {
            "a status of what was not sent", Scenario.A, Outcome.SkippedLate, line => line["invoke"]!["status_code"] = 200,
            "invoke.status_code is 200; the rest of the line makes it null"
        },
        {
            "a latency of what was not sent", Scenario.C, Outcome.DryRun, line => line["end_to_end_latency_ms"] = 5,
            "end_to_end_latency_ms is 5; the rest of the line makes it null"
        },
        {
            "a source", Scenario.A, Outcome.DryRun, line => line["end_to_end_latency_source"] = "direct_invoke",
            "end_to_end_latency_source is \"direct_invoke\"; the rest of the line makes it \"not_measured\""
        },
        {
            "a note", Scenario.A, Outcome.DryRun, line => line["end_to_end_latency_note"] = null,
            "end_to_end_latency_note is null; the rest of the line makes it \"dry_run\""
        },
        {
            "a lag", Scenario.A, Outcome.Ok, line => line["start_lag_ms"] = 5000,
            "sent_time_utc is "
        },
        { "no lag", Scenario.A, Outcome.Ok, line => line["start_lag_ms"] = null, "start_lag_ms is null; the rest of the line makes it " },
        { "a trace", Scenario.A, Outcome.Ok, line => line["trace_id"] = new string('0', 32), "trace_id is " },
        {
            "a function", Scenario.A, Outcome.Ok, line => line["function_id"] = "other",
            "function_id is \"other\"; the rest of the line makes it "
        },
        {
            "an index", Scenario.A, Outcome.Ok, line => line["invocation_index"] = 7,
            "invocation_index is 7; the rest of the line makes it 1"
        },
        { "another URL than the target's", Scenario.A, Outcome.Ok, line => line["invoke"]!["url"] = "https://b.test/", "invoke.url is " },
        { "no URL", Scenario.A, Outcome.Ok, line => line["target_url"] = null, "outcome ok without a URL" },
        {
            "a URL of what has none", Scenario.A, Outcome.NotRouted, line =>
            {
                line["target_url"] = "https://b.test/";
                (line["target_region"], line["policy_region_source"]) = ("r", "r");
            },
            "outcome not_routed with a URL"
        },
        { "a member is gone", Scenario.A, Outcome.Ok, line => line.Remove("trace_id"), "no 'trace_id'" },
        { "a call is gone", Scenario.A, Outcome.Ok, line => line.Remove("invoke"), "no 'invoke'" },
        { "a deadline", Scenario.C, Outcome.Ok, line => line["deadline_utc"] = "2026-01-22T11:00:00Z", "deadline_utc is " },
        {
            "a dispatcher's word", Scenario.C, Outcome.Ok, line => line["dispatcher_status"] = "other",
            "dispatcher_status is \"other\"; the rest of the line makes it "
        },
        {
            "a dispatcher that failed", Scenario.C, Outcome.DispatchFailed, line => line["outcome"] = "ok",
            "outcome ok, and the dispatcher's answer says that it failed"
        },
        {
            "a dispatcher that did not fail", Scenario.C, Outcome.Ok, line => line["outcome"] = "dispatch_failed",
            "outcome dispatch_failed, and the dispatcher's answer says nothing of a failure"
        },
        {
            "a dispatch without a dispatcher", Scenario.A, Outcome.Ok, line => line["outcome"] = "dispatch_failed",
            "outcome dispatch_failed in scenario A"
        },
        {
            "a time in what was not sent", Scenario.A, Outcome.SkippedLate, line => line["sent_time_utc"] = "2026-01-20T13:30:00.000Z",
            "outcome skipped_late with a sent time"
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_changed_is_named(string change, Scenario scenario, Outcome outcome, Action<JsonObject> spoil, string expected)
    {
        var random = new Random(4);
        var line = JsonNode.Parse(RandomRecord.Make(random, scenario, outcome).ToLine().ToString())!.AsObject();
        spoil(line);

        var found = Check(line.ToJsonString());

        Assert.True(found.Any(message => message.StartsWith(expected, StringComparison.Ordinal)), $"{change}: {string.Join("; ", found)}");
    }

    [Fact]
    public void What_programs_that_count_in_binary_fractions_make_of_a_number_is_the_same_number()
    {
        var line = RandomRecord.Make(new Random(4), Scenario.A, Outcome.Ok).ToLine().ToString();
        var again = JsonNode.Parse(line)!.AsObject();
        again["end_to_end_latency_ms"] = again["end_to_end_latency_ms"]!.GetValue<double>() + 0.00000001;

        Assert.Empty(Check(again.ToJsonString()));
    }

    [Fact]
    public void A_line_of_version_0_9_has_no_clock_and_may_have_read_an_answer_otherwise()
    {
        var line = JsonNode.Parse(RandomRecord.Make(new Random(4), Scenario.C, Outcome.DispatchFailed).ToLine().ToString())!.AsObject();
        foreach (var name in new[] { "trace_id", "invoker_region", "clock", "clock_speed" })
            line.Remove(name);
        line["outcome"] = "ok";
        line["dispatcher_carbon_intensity"] = "41.5";

        Assert.Empty(Check(line.ToJsonString()));
        line["start_lag_ms"] = 5000;
        Assert.StartsWith("dispatcher_sent_time_utc is ", Assert.Single(Check(line.ToJsonString())), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Leaves(JsonObject json, string path) => json
        .Where(member => member.Key is not "response_json")
        .SelectMany(member => member.Value is JsonObject inner
            ? Leaves(inner, $"{path}{member.Key}.")
            : member.Value?.GetValueKind() is System.Text.Json.JsonValueKind.Number ? [path + member.Key] : []);

    private static bool IsProvable(InvocationRecord record, string path)
    {
        var name = path.Split('.')[^1];
        // How long a call took that failed is told once, and once more in A and B; how long its parts took, once.
        var isFailed = record.Outcome is Outcome.Timeout or Outcome.ConnectionError;
        return !Unprovable.Contains(name)
            && !(isFailed && path.Contains("timings", StringComparison.Ordinal))
            && !(isFailed && record is DispatchRecord && name is "latency_ms")
            && !(isFailed && name is "status_code");
    }

    /// <summary>By at least a millisecond, in either direction; a status into one of another outcome.</summary>
    private static void Change(JsonObject line, string path, Random random)
    {
        JsonNode parent = line;
        var names = path.Split('.');
        foreach (var name in names[..^1])
            parent = parent[name]!;
        var old = parent[names[^1]]!.GetValue<decimal>();
        parent[names[^1]] = names[^1] is "status_code"
            ? old is >= 200 and <= 299 ? 500 : 204
            : old + ((1 + random.Next(1000)) * (random.Next(2) == 0 ? 1 : -1));
    }
}
