namespace Loadgen.Tests.Workloads.Files;

/// <summary>Files that are allowed, in JSON, which is YAML too.</summary>
internal static class GoodFiles
{
    /// <summary>A file, and why it is good.</summary>
    public static readonly (string Text, string Reason)[] Rows =
    [
        ("""{"workload": 1, "name": "x", "functions": {"f": {"schedule": {"count": 1}}}}""", "the least there is"),
        ("""{"functions": {"f": {"schedule": {"count": 1}}}, "name": "x", "workload": 1}""", "members in another order"),
        (WithName("a"), "a name of one character"),
        (WithName(new string('a', 200)), "a name of 200"),
        (WithName(string.Concat(Enumerable.Repeat("😀", 200))), "a name of 200 characters of two UTF-16 units each"),
        (WithName(" Azure, day 3: \\\"a\\\" "), "a name with spaces and marks"),
        (WithStart("2026-01-20T00:00:00Z"), "a start"),
        (WithStart("2026-01-20T05:00"), "a start without offset, which is UTC"),
        (WithStart("2026-01-20T05:30:00+05:30"), "a full hour of UTC that is none where it was written"),
        (WithStart("2026-01-20T05:00:00.000Z"), "a start to the millisecond"),
        (WithStart("20260120T050000Z"), "a start without separators"),
        (WithStart("1970-01-01T00:00:00Z"), "the start that is meant where none is given"),
        (WithStart("1900-01-01T00:00:00Z"), "a start long ago"),
        (WorkloadText.OfFunctions("""{"f": {"schedule": {"count": 1}}, "F": {"schedule": {"count": 1}}}"""),
            "IDs that differ in case alone"),
        (WorkloadText.OfFunctions($$"""{"{{new string('a', 128)}}": {"schedule": {"count": 1} } }"""), "an ID of 128 characters"),
        (WorkloadText.OfFunctions("""{"Az-09._": {"schedule": {"count": 1}}}"""), "an ID of all that is allowed"),
        (WorkloadText.OfFunctions("""{"1": {"schedule": {"count": 1}}, "true": {"schedule": {"count": 1}}}"""),
            "IDs that look like values"),
        (WorkloadText.OfFunction("""
            "schedule": {"count": 1}, "target": "t", "accelerator": "gpu", "delayable": false, "payload": {"a": 1}
            """), "all that a function has"),
        (WorkloadText.OfFunction("""
            "schedule": {"count": 1}, "accelerator": "none", "delayable": true, "payload": {}
            """), "the defaults written out"),
        (WorkloadText.OfSchedule("\"count\": 1000000, \"minute\": 59"), "the largest count and minute"),
        (WorkloadText.OfSchedule("\"count\": 1, \"minute\": 0"), "the least count and minute"),
        (WorkloadText.OfSchedule("\"per_minute\": [0]"), "a single minute, and a workload without events"),
        (WorkloadText.OfSchedule("\"per_minute\": [0, 3, 1, 999996]"), "a million events in an hour"),
        (WorkloadText.OfSchedule($"\"per_minute\": [1000000{Repeat(", 0", 59)}, 1000000]"), "a million events in each of two hours"),
        (WorkloadText.OfSchedule("\"per_minute\": [1], \"arrival\": \"poisson\""), "an arrival that is the default"),
        (WorkloadText.OfSchedule("\"per_minute\": [1], \"arrival\": \"equidistant\""), "the other arrival"),
        (WorkloadText.OfSchedule("\"at\": [\"00:00\"]"), "an offset of nothing"),
        (WorkloadText.OfSchedule("\"at\": [\"59:59.9\", \"24:00\", \"24:00:00\", \"00:04.501\"]"), "offsets in any order"),
        (WorkloadText.OfSchedule("\"at\": [\"00:01\", \"00:01\"]"), "two calls at once"),
        (WorkloadText.OfSchedule("\"at\": [\"999999:59:59.999\"]"), "the largest offset"),
        (WorkloadText.OfSchedule("\"at\": [\"0000000000001:00:00\"]"), "an hour with many zeros"),
        (WorkloadText.OfPayload("""{"a": [1, -0.5, 1e3, 12345678901234567890, true, null, "x", [], {}], "b": {"run_id": 1}}"""),
            "all kinds of values"),
        (WorkloadText.OfPayload("""{"": "", "a.b": "$", "$": "{", "ü": "${IMAGE_FORMAT}", "c": "$${x}", "d": "$x $$ {}"}"""),
            "curious names and texts"),
        (WorkloadText.OfPayload($"{Repeat("{\"a\": ", 23)}{{}}{Repeat("}", 23)}"), "24 levels"),
    ];

    /// <summary>The rows by their positions, since some texts are too long to name a test.</summary>
    public static TheoryData<int, string> Table
    {
        get
        {
            var table = new TheoryData<int, string>();
            foreach (var (position, row) in Rows.Index())
                table.Add(position, row.Reason);
            return table;
        }
    }

    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    public static string WithName(string name) =>
        $$"""{"workload": 1, "name": "{{name}}", "functions": {"f": {"schedule": {"count": 1} } } }""";

    public static string WithStart(string start) =>
        $$"""{"workload": 1, "name": "x", "starts": "{{start}}", "functions": {"f": {"schedule": {"count": 1} } } }""";
}
