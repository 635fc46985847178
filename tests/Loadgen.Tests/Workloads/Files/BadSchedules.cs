using static Loadgen.Tests.Workloads.Files.GoodFiles;
using static Loadgen.Tests.Workloads.Files.WorkloadText;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>What is wrong with schedules, and with events an hour.</summary>
internal static class BadSchedules
{
    private const string Schedule = "functions.f.schedule";
    private const string Kinds = "one of count, per_minute and at";
    private const string Offset = "[hh:]mm:ss[.fff], as 00:04.501 or 23:59:59.999, below 1000000 hours";

    public static readonly BadFile[] Rows =
    [
        new(OfFunction("\"schedule\": []"), $"line 2: {Schedule}: found a list; allowed: a mapping", "a list"),
        new(OfSchedule(""), $"line 2: {Schedule}: found none of them; allowed: {Kinds}", "an empty schedule"),
        new(OfSchedule("\"minute\": 5"), $"line 2: {Schedule}: found none of them; allowed: {Kinds}", "a minute alone"),
        new(OfSchedule("\"count\": 1, \"at\": [\"00:00\"]"), $"line 2: {Schedule}: found count and at; allowed: {Kinds}", "two kinds"),
        new(OfSchedule("\"per_minute\": [1], \"minute\": 1"),
            $"line 2: {Schedule}: found minute beside per_minute; allowed: minute beside count", "a minute of another kind"),
        new(OfSchedule("\"at\": [\"00:00\"], \"arrival\": \"poisson\""),
            $"line 2: {Schedule}: found arrival beside at; allowed: arrival beside per_minute", "an arrival of another kind"),
        new(OfSchedule("\"count\": 0"), $"line 2: {Schedule}.count: found '0'; allowed: 1 to 1000000", "none an hour"),
        new(OfSchedule("\"count\": -1"), $"line 2: {Schedule}.count: found '-1'; allowed: 1 to 1000000", "less than none"),
        new(OfSchedule("\"count\": 1000001"), $"line 2: {Schedule}.count: found '1000001'; allowed: 1 to 1000000", "too many"),
        new(OfSchedule("\"count\": 99999999999999999999"),
            $"line 2: {Schedule}.count: found '99999999999999999999'; allowed: 1 to 1000000", "more than 64 bits hold"),
        new(OfSchedule("\"count\": 1.5"), $"line 2: {Schedule}.count: found '1.5'; allowed: 1 to 1000000", "a fraction"),
        new(OfSchedule("\"count\": 1.0"), $"line 2: {Schedule}.count: found '1.0'; allowed: 1 to 1000000",
            "a point, which to a schema is none", SchemaKnows: false),
        new(OfSchedule("\"count\": \"1\""), $"line 2: {Schedule}.count: found the text '1'; allowed: 1 to 1000000", "a number in quotes"),
        new(OfSchedule("\"count\": [1]"), $"line 2: {Schedule}.count: found a list; allowed: 1 to 1000000", "a list for a number"),
        new(OfSchedule("\"count\": 1, \"minute\": 60"), $"line 2: {Schedule}.minute: found '60'; allowed: 0 to 59", "the next hour"),
        new(OfSchedule("\"count\": 1, \"minute\": -1"), $"line 2: {Schedule}.minute: found '-1'; allowed: 0 to 59", "the hour before"),
        new(OfSchedule("\"per_minute\": []"),
            $"line 2: {Schedule}.per_minute: found an empty list; allowed: a list of at least one number", "no minute"),
        new(OfSchedule("\"per_minute\": 5"), $"line 2: {Schedule}.per_minute: found '5'; allowed: a list of at least one number",
            "a number"),
        new(OfSchedule("\"per_minute\": [0, -1]"), $"line 2: {Schedule}.per_minute[1]: found '-1'; allowed: 0 to 1000000",
            "less than none"),
        new(OfSchedule("\"per_minute\": [1000000000]"),
            $"line 2: {Schedule}.per_minute[0]: found '1000000000'; allowed: 0 to 1000000", "a billion in one minute"),
        new(OfSchedule("\"per_minute\": [\"NaN\"]"),
            $"line 2: {Schedule}.per_minute[0]: found the text 'NaN'; allowed: 0 to 1000000", "what is no number"),
        new(OfSchedule("\"per_minute\": [null]"), $"line 2: {Schedule}.per_minute[0]: found nothing; allowed: 0 to 1000000", "a gap"),
        new(OfSchedule("\"per_minute\": [[1]]"), $"line 2: {Schedule}.per_minute[0]: found a list; allowed: 0 to 1000000", "a list in it"),
        new(OfSchedule("\"per_minute\": [1], \"arrival\": \"uniform\""),
            $"line 2: {Schedule}.arrival: found 'uniform'; allowed: poisson or equidistant", "an arrival that there is not"),
        new(OfSchedule("\"at\": []"), $"line 2: {Schedule}.at: found an empty list; allowed: a list of at least one offset", "no offset"),
        new(OfSchedule("\"at\": \"00:01\""), $"line 2: {Schedule}.at: found the text '00:01'; allowed: a list of at least one offset",
            "no list"),
        new(OfSchedule("\"at\": [5]"), $"line 2: {Schedule}.at[0]: found '5'; allowed: {Offset}", "a number"),
        new(OfSchedule("\"at\": [\"00:01\", \"00:60\"]"), $"line 2: {Schedule}.at[1]: found the text '00:60'; allowed: {Offset}",
            "60 seconds"),
        new(OfSchedule("\"at\": [\"60:00\"]"), $"line 2: {Schedule}.at[0]: found the text '60:00'; allowed: {Offset}", "60 minutes"),
        new(OfSchedule("\"at\": [\"1000000:00:00\"]"),
            $"line 2: {Schedule}.at[0]: found the text '1000000:00:00'; allowed: {Offset}", "more than a hundred years"),
        new(OfSchedule("\"per_minute\": [999999, 2]"),
            "line 2: functions: found 1000001 events in hour 0; allowed: at most 1000000 events an hour",
            "one too many in an hour", SchemaKnows: false),
        new(OfSchedule($"\"per_minute\": [1{Repeat(", 0", 119)}, 1000000, 1]"),
            "line 2: functions: found 1000001 events in hour 2; allowed: at most 1000000 events an hour",
            "the hour is named", SchemaKnows: false),
        new(OfFunctions("{\"f\": {\"schedule\": {\"count\": 1000000}}, \"g\": {\"schedule\": {\"at\": [\"01:00:00\", \"02:00:00\"]}}}"),
            "line 2: functions: found 1000001 events in hour 1; allowed: at most 1000000 events an hour",
            "functions together", SchemaKnows: false),
    ];
}
