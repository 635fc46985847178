using System.Text.Json;
using Json.Schema;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

public sealed class WorkloadSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(WorkloadSchema.Text);

    [Theory]
    [MemberData(nameof(GoodFiles.Table), MemberType = typeof(GoodFiles))]
    public void What_the_reader_takes_the_schema_takes(int row, string reason) => Assert.True(IsValid(GoodFiles.Rows[row].Text), reason);

    [Theory]
    [MemberData(nameof(BadFiles.Table), MemberType = typeof(BadFiles))]
    public void What_the_reader_refuses_the_schema_refuses_where_it_can_know(int row, string reason) =>
        Assert.Equal((!BadFiles.Rows[row].SchemaKnows, reason), (IsValid(BadFiles.Rows[row].Text), reason));

    [Fact]
    public void Every_member_of_a_file_has_a_title_for_editors()
    {
        using var schema = JsonDocument.Parse(WorkloadSchema.Text);
        var definitions = schema.RootElement.GetProperty("$defs");
        var members = new[] { schema.RootElement, definitions.GetProperty("function"), definitions.GetProperty("schedule") }
            .SelectMany(definition => definition.GetProperty("properties").EnumerateObject())
            .ToList();

        Assert.Equal([.. Member.OfFile, .. Member.OfFunction, .. Member.OfSchedule], members.Select(member => member.Name));
        Assert.All(members, member => Assert.True(
            member.Value.TryGetProperty("title", out _) || member.Value.TryGetProperty("$ref", out _), member.Name));
    }

    [Fact]
    public void The_built_in_file_names_the_schema_beside_it() =>
        Assert.StartsWith("# yaml-language-server: $schema=workload.schema.json\n", BuiltInWorkload.Text, StringComparison.Ordinal);

    private static bool IsValid(string text)
    {
        using var document = JsonDocument.Parse(text, new() { MaxDepth = 128 });
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}
