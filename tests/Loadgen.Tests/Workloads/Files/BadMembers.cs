using static Loadgen.Tests.Workloads.Files.GoodFiles;
using static Loadgen.Tests.Workloads.Files.WorkloadText;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>What is wrong with a file's own members, and with those of functions.</summary>
internal static class BadMembers
{
    private const string Name = "line 1: name: found {0}; allowed: text of 1 to 200 characters on one line";
    private const string Starts = "line 1: starts: found {0}; allowed: a full hour in UTC such as 2026-01-20T00:00:00Z";
    private const string Id = "1–128 of letters, digits, . _ -";
    private const string Functions = "a mapping of 1 to 10000 functions";
    private const string Kinds = "one of count, per_minute and at";
    private const string Schedule = "functions.f.schedule";

    public static readonly BadFile[] Rows =
    [
        new("[]", "line 1: found a list; allowed: a mapping", "a list"),
        new("\"x\"", "line 1: found the text 'x'; allowed: a mapping", "a text"),
        new("null", "line 1: found nothing; allowed: a mapping", "null"),
        new(File("\"name\": \"x\""), "line 1: workload: found nothing; allowed: 1", "no version"),
        new(File("\"workload\": 2", "\"name\": \"x\""), "line 1: workload: found '2'; allowed: 1", "a version of the future"),
        new(File("\"workload\": \"1\"", "\"name\": \"x\""), "line 1: workload: found the text '1'; allowed: 1", "a version in quotes"),
        new(File("\"workload\": 1"), string.Format(null, Name, "nothing"), "no name"),
        new(WithName(""), string.Format(null, Name, "''"), "an empty name"),
        new(WithName(new string('a', 201)), string.Format(null, Name, $"'{new string('a', 120)}…'"), "a name of 201 characters"),
        new(WithName("a\\nb"), string.Format(null, Name, "'a b'"), "two lines"),
        new(WithName("a\\u2028b"), string.Format(null, Name, "'a b'"), "two lines, as Unicode parts them"),
        new(WithName("\\u001b[1m"), string.Format(null, Name, "'\\u001b[1m'"), "a terminal's escape sequence"),
        new(File("\"workload\": 1", "\"name\": 5"), string.Format(null, Name, "'5' without quotation marks"), "a number as a name"),
        new(File("\"workload\": 1", "\"name\": true"), string.Format(null, Name, "'true' without quotation marks"), "a truth value"),
        new(File("\"workload\": 1", "\"name\": null"), string.Format(null, Name, "nothing"), "no value"),
        new(File("\"workload\": 1", "\"name\": {}"), string.Format(null, Name, "a mapping"), "a mapping as a name"),
        new(File("\"workload\": 1", "\"name\": \"x\"", "\"minutes\": \"10..15\""),
            "line 1: found 'minutes'; allowed: workload, name, starts, functions", "what only stored workloads have"),
        new(File("\"workload\": 1", "\"name\": \"x\"", "\"start\": \"2026-01-20T00:00:00Z\""),
            "line 1: found 'start'; allowed: workload, name, starts, functions. Did you mean starts?", "a slip"),
        new(File("\"workload\": 1", "\"name\": \"x\"", "\"name\": \"y\""),
            "line 1: found a second 'name', the first being on line 1; allowed: each member once", "two names", SchemaKnows: false),
        new(WithStart("2026-01-20T00:30:00Z"), string.Format(null, Starts, "'2026-01-20T00:30:00Z'"), "half past", SchemaKnows: false),
        new(WithStart("2026-01-20T00:00:00.001Z"), string.Format(null, Starts, "'2026-01-20T00:00:00.001Z'"), "a millisecond past"),
        new(WithStart("2026-01-20T01:00:00+05:30"), string.Format(null, Starts, "'2026-01-20T01:00:00+05:30'"), "half past in UTC",
            SchemaKnows: false),
        new(WithStart("2026-01-20"), string.Format(null, Starts, "'2026-01-20'"), "a day"),
        new(WithStart("2026-13-20T00:00:00Z"), string.Format(null, Starts, "'2026-13-20T00:00:00Z'"), "a month that there is not",
            SchemaKnows: false),
        new(WithStart("20 January 2026"), string.Format(null, Starts, "'20 January 2026'"), "a day in words"),
        new("{\"workload\": 1, \"name\": \"x\"}", $"line 1: functions: found nothing; allowed: {Functions}", "no functions"),
        new(OfFunctions("{}"), $"line 2: functions: found no function; allowed: {Functions}", "none of them"),
        new(OfFunctions("[]"), "line 2: functions: found a list; allowed: a mapping", "a list of functions"),
        new(OfFunctions(
                "{" + string.Join(',', Enumerable.Range(0, 10_001).Select(i => $"\"{i}\": {{\"schedule\": {{\"count\": 1}}}}")) + "}"),
            $"line 2: functions: found 10001 functions; allowed: {Functions}", "one too many"),
        new(OfFunctions("{\"\": {\"schedule\": {\"count\": 1}}}"), $"line 2: functions.: found the ID ''; allowed: {Id}", "an empty ID"),
        new(OfFunctions("{\"a b\": {\"schedule\": {\"count\": 1}}}"), $"line 2: functions.a b: found the ID 'a b'; allowed: {Id}",
            "a space"),
        new(OfFunctions("{\"a/b\": {\"schedule\": {\"count\": 1}}}"), $"line 2: functions.a/b: found the ID 'a/b'; allowed: {Id}",
            "a path"),
        new(OfFunctions("{\"ä\": {\"schedule\": {\"count\": 1}}}"), $"line 2: functions.ä: found the ID 'ä'; allowed: {Id}",
            "a letter beyond ASCII"),
        new(OfFunctions($"{{\"{new string('a', 129)}\": {{\"schedule\": {{\"count\": 1}}}}}}"),
            $"line 2: functions.{new string('a', 120)}…: found the ID '{new string('a', 120)}…'; allowed: {Id}", "129 characters"),
        new(OfFunctions("{\"f\": {\"schedule\": {\"count\": 1}},\n\"f\": {\"schedule\": {\"count\": 1}}}"),
            "line 3: functions: found a second 'f', the first being on line 2; allowed: each member once",
            "two of the same ID", SchemaKnows: false),
        new(OfFunctions("{\"f\": 5}"), "line 2: functions.f: found '5'; allowed: a mapping", "a number as a function"),
        new(OfFunctions("{\"f\": null}"), "line 2: functions.f: found nothing; allowed: a mapping", "nothing as a function"),
        new(OfFunction(""), $"line 2: {Schedule}: found nothing; allowed: a mapping with {Kinds}", "no schedule"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"shedule\": 1"),
            "line 2: functions.f: found 'shedule'; allowed: payload, target, accelerator, delayable, schedule. Did you mean schedule?",
            "a slip"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"target\": \"a b\""), $"line 2: functions.f.target: found 'a b'; allowed: {Id}",
            "a space"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"target\": 5"),
            $"line 2: functions.f.target: found '5' without quotation marks; allowed: {Id}", "a number as a target"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"accelerator\": \"GPU\""),
            "line 2: functions.f.accelerator: found 'GPU'; allowed: none or gpu", "upper case"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"accelerator\": null"),
            "line 2: functions.f.accelerator: found nothing; allowed: none or gpu", "null, which is not none"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"delayable\": \"true\""),
            "line 2: functions.f.delayable: found the text 'true'; allowed: true or false", "a truth value in quotes"),
        new(OfFunction("\"schedule\": {\"count\": 1}, \"delayable\": 1"),
            "line 2: functions.f.delayable: found '1'; allowed: true or false", "a number as a truth value"),
    ];

    private static string File(params string[] members) =>
        $"{{{string.Join(", ", [.. members, "\"functions\": {\"f\": {\"schedule\": {\"count\": 1}}}"])}}}";
}
