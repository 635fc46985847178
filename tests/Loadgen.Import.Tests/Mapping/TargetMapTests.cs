using Loadgen.Import.Sources;
using Loadgen.Import.Tests.Support;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Tests.Mapping;

public sealed class TargetMapTests
{
    private static readonly TraceFile Calls = Imported.File("i.csv", """
        HashApp,HashFunction,Trigger,1
        p,aaaaaaaaaaaa1,http,9
        p,bbbbbbbbbbbb2,timer,8
        q,cccccccccccc3,queue,7
        q,dddddddddddd4,http,6
        """);

    private static readonly TraceFile Durations = Imported.File(
        "d.csv", "HashFunction,Average,Count\naaaaaaaaaaaa1,99.5,1\nbbbbbbbbbbbb2,100,1\ncccccccccccc3,2000,1\ndddddddddddd4,5,1\n");

    private static readonly TraceFile Memory = Imported.File("m.csv", "HashApp,SampleCount,AverageAllocatedMb\np,1,128\nq,1,512\n");

    [Fact]
    public void Without_a_map_functions_take_the_built_in_targets_in_turn()
    {
        var imported = Imported.Of(TraceKind.Azure2019, new(), Calls);

        Assert.Equal(
            ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"],
            imported.Functions.Values.Select(function => function.Target));
        Assert.Contains("    accelerator: gpu\n", imported.Text);
        Assert.Contains("    delayable: false\n", imported.Text);
    }

    public static TheoryData<string, string, string> Rules => new()
    {
        { "", "one,two,one,two", "no rule: in turn" },
        { "- { function: aaaaaaaaaaaa, target: two }", "two,one,two,one", "an ID; the others in turn" },
        { "- { function: bb, target: one }\n- { function: a, target: two }", "two,one,one,two", "beginnings of hashes" },
        { "- { trigger: HTTP, target: one }\n- { target: two }", "one,two,two,one", "a trigger in any case, and a rule for the rest" },
        { "- { duration_ms: 0..100, target: one }\n- { target: two }", "one,two,two,one", "from 0 to below 100" },
        { "- { duration_ms: 100.., target: one }\n- { target: two }", "two,one,one,two", "from 100 on" },
        { "- { memory_mb: 128..512, target: one }\n- { target: two }", "one,one,two,two", "from 128 to below 512" },
        { "- { memory_mb: ..128.5, target: one }\n- { target: two }", "one,one,two,two", "below" },
        { "- { trigger: http, duration_ms: 0..10, target: two }\n- { target: one }", "one,one,one,two", "all that a rule says" },
        { "- { trigger: http, target: two }\n- { function: a, target: one }", "two,one,two,two", "the first rule that fits" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_function_goes_where_the_first_rule_that_fits_says(string rules, string expected, string reason)
    {
        var map = Map($"targets: {{ one: , two: {{ }} }}\n{(rules.Length > 0 ? $"rules:\n{rules}" : "")}\n");

        var imported = Imported.Of(TraceKind.Azure2019, new() { Map = map }, Calls, Durations, Memory);

        Assert.True(expected == string.Join(',', imported.Functions.Values.Select(function => function.Target)), reason);
        Assert.Equal(
            expected.Split(',').CountBy(target => target).Select(target => (target.Key, target.Value)),
            imported.Report.Targets.Select(target => (target.Target, target.Functions)));
    }

    [Fact]
    public void Payloads_take_what_the_trace_says_of_the_function()
    {
        var map = Map("""
            targets:
              one:
                payload:
                  ms: "${TRACE_DURATION_MS}"
                  in: [{ mb: "${TRACE_MEMORY_MB}" }]
                  uri: "${IMAGE_GCS_URI}"
                  text: "$${x}"
                  t: true
                  f: 1.50
                  z: ~
                accelerator: gpu
                delayable: false
            """);

        var imported = Imported.Of(TraceKind.Azure2019, new() { Map = map, Functions = 1 }, Calls, Durations, Memory);

        Assert.Contains(
            """
            { "ms": 99.5, "in": [{ "mb": 128 }], "uri": "${IMAGE_GCS_URI}", "text": "$${x}", "t": true, "f": 1.50, "z": null }
            """,
            imported.Text);
        Assert.Contains("    accelerator: gpu\n    delayable: false\n", imported.Text);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "", "map.yaml:1: found nothing; allowed: a mapping with targets, and perhaps rules", "an empty file" },
        { "- a\n", "map.yaml:1: found a list; allowed: a mapping", "a list" },
        { "targets: {\n", "map.yaml:2: ", "no YAML" },
        { "targets:\n  a:\n  a:\n", "map.yaml:3: targets: found a second 'a'", "a key twice" },
        { "rules: []\n", "map.yaml:1: targets: found nothing; allowed: a mapping with a target at least", "no targets" },
        { "targets: {}\n", "map.yaml:1: targets: found no target; allowed: a mapping with a target at least", "none either" },
        { "targets: { a: }\nrule: []\n", "map.yaml:2: found 'rule'; allowed: targets, rules", "an unknown member" },
        { "targets:\n  a b:\n", "map.yaml:2: targets.a b: found 'a b'; allowed: 1–128 of letters", "a target's name" },
        { "targets:\n  a:\n    payload: 1\n", "map.yaml:3: targets.a.payload: found '1'; allowed: a mapping", "a payload" },
        { "targets:\n  a:\n    payload: { run_id: 1 }\n", "found a member that every event sets itself", "what payloads cannot have" },
        { "targets:\n  a:\n    accelerator: tpu\n", "map.yaml:3: targets.a.accelerator: found 'tpu'; allowed: none or gpu", "hardware" },
        { "targets:\n  a:\n    delayable: yes\n", "map.yaml:3: targets.a.delayable: found the text 'yes'; allowed: true or", "YAML 1.1" },
        {
            "targets:\n  a:\n    payload: { x: \"${TRACE_DURATION}\" }\n",
            "map.yaml:3: targets.a.payload.x: found '${TRACE_DURATION}'; allowed: ${IMAGE_GCS_URI}",
            "an unknown placeholder"
        },
        {
            "targets:\n  a:\n    payload: { x: \"${TRACE_DURATION}\" }\n",
            "${TRACE_DURATION_MS}, ${TRACE_MEMORY_MB}, each",
            "and those there are"
        },
        {
            "targets:\n  a:\n    payload: { x: \"in ${TRACE_MEMORY_MB}\" }\n",
            "targets.a.payload.x: found 'in ${TRACE",
            "one that is not alone"
        },
        { "targets:\n  a:\n    payload: &p { x: *p }\n", "map.yaml:3: ", "a circle" },
        {
            "targets: { a: }\nrules:\n- { target: b }\n",
            "map.yaml:3: rules.target: found 'b'; allowed: one of targets: a",
            "an unknown target"
        },
        { "targets: { a: }\nrules:\n- { trigger: http }\n", "map.yaml:3: rules[0].target: found nothing; allowed: one of", "no target" },
        {
            "targets: { a: }\nrules:\n- { duration_ms: 100..0, target: a }\n",
            "map.yaml:3: rules[0].duration_ms: found '100..0'; allowed: two numbers",
            "a range backwards"
        },
        { "targets: { a: }\nrules:\n- { memory_mb: .., target: a }\n", "rules[0].memory_mb: found '..'", "no range" },
        { "targets: { a: }\nrules:\n- { function: 12, target: a }\n", "rules[0].function: found '12' without quotation marks", "a number" },
        { "targets: { a: }\nrules:\n- a\n", "map.yaml:3: rules[0]: found the text 'a'; allowed: a mapping", "no rule" },
        {
            "targets: { a: }\nrules:\n- { if: a, target: a }\n",
            "found 'if'; allowed: function, trigger, duration_ms, memory_mb, target",
            "a member"
        },
        { "targets: { a: }\nrules: 7\n", "map.yaml:2: rules: found '7'; allowed: a list", "no rules" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_is_wrong_with_a_map_is_told_with_its_line(string text, string expected, string reason)
    {
        var problems = Imported.Refused(TraceKind.Azure2019, new() { Map = Map(text) }, Calls);

        Assert.True(problems[0].Contains(expected, StringComparison.Ordinal), $"{reason}: {problems[0]}");
    }

    [Fact]
    public void All_of_it_at_once()
    {
        var map = Map("targets:\n  a b:\n  c: { delayable: 7 }\nrules:\n- { duration_ms: x, target: c }\n- { target: d }\n");

        Assert.Equal([2, 3, 5, 6], Assert.Throws<Problems.ImportException>(
            () => Imported.Of(TraceKind.Azure2019, new() { Map = map }, Calls)).Problems.Select(problem => problem.Line ?? 0));
    }

    [Fact]
    public void A_map_cannot_need_what_the_trace_does_not_say()
    {
        var rules = Map("targets: { a: }\nrules:\n- { duration_ms: 0..1, target: a }\n- { memory_mb: 0..1, target: a }\n");
        var payload = Map("targets:\n  a:\n    payload: { ms: \"${TRACE_DURATION_MS}\" }\n");
        var some = Imported.File("d.csv", "HashFunction,Average\naaaaaaaaaaaa1,99.5\nbbbbbbbbbbbb2,1\ndddddddddddd4,5\n");

        Assert.Equal(
            [
                "map.yaml:3: duration_ms: found a rule by duration_ms; allowed: rules by what the trace has: it has no durations",
                "map.yaml:4: memory_mb: found a rule by memory_mb; allowed: rules by what the trace has: it has no memory",
            ],
            Imported.Refused(TraceKind.Azure2019, new() { Map = rules }, Calls));
        Assert.Equal(4, Imported.Refused(TraceKind.Azure2019, new() { Map = payload }, Calls).Count);
        Assert.StartsWith(
            "map.yaml: targets.a.payload.ms: found '${TRACE_DURATION_MS}' for function cccccccccccc",
            Assert.Single(Imported.Refused(TraceKind.Azure2019, new() { Map = payload }, Calls, some)),
            StringComparison.Ordinal);
    }

    private static TraceFile Map(string text) => Imported.File("map.yaml", text);
}
