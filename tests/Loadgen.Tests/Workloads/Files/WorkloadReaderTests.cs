using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>The rules that both syntaxes share.</summary>
public sealed class WorkloadReaderTests
{
    [Theory]
    [MemberData(nameof(GoodFiles.Table), MemberType = typeof(GoodFiles))]
    public void What_is_allowed_is_the_same_workload_in_YAML_and_in_JSON(int row, string reason)
    {
        var text = GoodFiles.Rows[row].Text;

        var (yaml, json) = (WorkloadText.Read(text, WorkloadSyntax.Yaml), WorkloadText.Read(text, WorkloadSyntax.Json));

        Assert.Equal((WorkloadText.Canonical(json), reason), (WorkloadText.Canonical(yaml), reason));
    }

    [Theory]
    [MemberData(nameof(BadFiles.Table), MemberType = typeof(BadFiles))]
    public void What_is_not_allowed_is_told_with_its_line_in_the_same_words(int row, string reason)
    {
        var (text, problem, _, _) = BadFiles.Rows[row];

        Assert.Equal((problem, reason), (WorkloadText.Refusal(text, WorkloadSyntax.Json), reason));
        Assert.Equal((problem, reason), (WorkloadText.Refusal(text, WorkloadSyntax.Yaml), reason));
    }

    [Fact]
    public void Every_member_comes_out_as_it_was_written()
    {
        var workload = WorkloadText.Read("""
            workload: 1
            name: azure-2019-day-3
            starts: 2026-01-20T00:00:00Z
            functions:
              crypto_key_gen:
                payload: { bits: 4096 }
                target: keys
                accelerator: gpu
                delayable: false
                schedule: { count: 2, minute: 1 }
              fd8a2430aa1d:
                target: crypto_key_gen
                schedule: { per_minute: [0, 3, 1], arrival: equidistant }
              nightly:
                schedule: { at: ["01:59:59.999", "00:04.5", "24:00"] }
            """);

        Assert.Equal(
            """
            {"workload":1,"name":"azure-2019-day-3","starts":"2026-01-20T00:00:00Z","functions":{
            "crypto_key_gen":{"payload":{"bits":4096},"target":"keys","accelerator":"gpu","delayable":false,
            "schedule":{"count":2,"minute":1}},
            "fd8a2430aa1d":{"payload":{},"target":"crypto_key_gen","accelerator":"none","delayable":true,
            "schedule":{"per_minute":[0,3,1],"arrival":"equidistant"}},
            "nightly":{"payload":{},"target":"nightly","accelerator":"none","delayable":true,
            "schedule":{"at":["00:04.500","24:00","01:59:59.999"]}}}}
            """.ReplaceLineEndings(""),
            WorkloadText.Canonical(workload));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_the_order_of_the_lines() => Assert.Equal(
        """
        line 1: workload: found '2'; allowed: 1
        line 2: found 'nmae'; allowed: workload, name, starts, functions. Did you mean name?
        line 5: functions.crypto.schedule.count: found '-1'; allowed: 1 to 1000000
        line 6: functions.busy: found 'acelerator'; allowed: payload, target, accelerator, delayable, schedule. Did you mean accelerator?
        line 7: functions.busy.schedule.per_minute[1]: found the text 'x'; allowed: 0 to 1000000
        line 7: functions.busy.schedule.per_minute[3]: found '-2'; allowed: 0 to 1000000
        line 9: functions.nightly.schedule.at: found the text '24:60'; allowed: a list of at least one offset
        line 11: functions.broken.target: found broken YAML (While parsing a node, did not find expected node content); allowed: YAML
        """.ReplaceLineEndings("\n"),
        WorkloadText.Refusal("""
            workload: 2
            nmae: x
            functions:
              crypto:
                schedule: { count: -1 }
              busy: { acelerator: gpu,
                schedule: { per_minute: [1000000, x, 5, -2] } }
              nightly:
                schedule: { at: "24:60" }
              broken:
                target: }
            """));

    [Fact]
    public void A_hundred_problems_are_listed_and_the_others_counted()
    {
        var text = WorkloadText.OfSchedule($"\"per_minute\": [{GoodFiles.Repeat("-1, ", 149)}-1]");

        var refusal = Assert.Throws<WorkloadException>(() => WorkloadText.Read(text));

        Assert.Equal((100, 50), (refusal.Problems.Count, refusal.More));
        Assert.EndsWith("per_minute[99]: found '-1'; allowed: 0 to 1000000\nand 50 more", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_is_read_once_and_stays_open()
    {
        using var content = new MemoryStream("{}workload: 1"u8.ToArray()) { Position = 2 };

        Assert.Throws<WorkloadException>(() => WorkloadReader.Read(content, WorkloadSyntax.Yaml, parameters: null));

        Assert.Equal((content.Length, true), (content.Position, content.CanRead));
    }
}
