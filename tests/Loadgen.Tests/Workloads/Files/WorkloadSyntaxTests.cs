using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

public sealed class WorkloadSyntaxTests
{
    [Theory]
    [InlineData("a.json", WorkloadSyntax.Json, "its usual name")]
    [InlineData("gs://bucket/a/b.JSON", WorkloadSyntax.Json, "upper case")]
    [InlineData("gs://bucket/b.json#1769000000000000", WorkloadSyntax.Json, "a generation")]
    [InlineData("a.yaml", WorkloadSyntax.Yaml, "its usual name")]
    [InlineData("gs://bucket/a.yml#17", WorkloadSyntax.Yaml, "a generation")]
    [InlineData("a.json.yaml", WorkloadSyntax.Yaml, "JSON in the middle")]
    [InlineData("json", WorkloadSyntax.Yaml, "no extension")]
    [InlineData("a.json#b", WorkloadSyntax.Yaml, "what is no generation")]
    public void A_name_tells_the_syntax(string name, WorkloadSyntax syntax, string reason) =>
        Assert.Equal((syntax, reason), (WorkloadSyntax.Of(name), reason));
}
