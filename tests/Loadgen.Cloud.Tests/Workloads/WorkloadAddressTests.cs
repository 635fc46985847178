using Loadgen.Cloud.Workloads;

namespace Loadgen.Cloud.Tests.Workloads;

public sealed class WorkloadAddressTests
{
    [Theory]
    [InlineData("gs://b/day.yaml", "b", "day.yaml", null, "an object")]
    [InlineData("gs://b/a/b c.yaml", "b", "a/b c.yaml", null, "an object in a folder")]
    [InlineData("gs://b/day.yaml#17", "b", "day.yaml", 17L, "a generation")]
    [InlineData("gs://b/day#1.yaml#17", "b", "day#1.yaml", 17L, "a generation of an object with a # in its name")]
    [InlineData("gs://b/day.yaml#new", "b", "day.yaml#new", null, "a # in a name")]
    [InlineData("gs://b/day.yaml#", "b", "day.yaml#", null, "a # at the end of a name")]
    public void An_object_may_be_meant_in_one_generation(string uri, string bucket, string name, long? generation, string reason) =>
        Assert.True(WorkloadAddress.Parse(uri) == new WorkloadAddress(bucket, name, generation), reason);

    [Theory]
    [InlineData("day.yaml")]
    [InlineData("/gs:/b/day.yaml")]
    [InlineData("gs://b")]
    [InlineData("gs:///day.yaml")]
    public void Anything_else_is_none(string uri) => Assert.Null(WorkloadAddress.Parse(uri));
}
