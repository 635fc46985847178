using Loadgen.Import.Mapping;
using Loadgen.Trace;

namespace Loadgen.Import.Tests.Mapping;

public sealed class WorkloadIdTests
{
    public static TheoryData<string[], string[], string> Names => new()
    {
        { ["0123456789abcdef", "fedcba9876543210"], ["0123456789ab", "fedcba987654"], "hashes are cut" },
        { ["0123456789abcdef", "0123456789abcd00"], ["0123456789abcde", "0123456789abcd0"], "and longer where they are alike" },
        {
            ["0123456789abcdef", "0123456789ab0000", "0123456789ab1111"],
            ["0123456789abc", "0123456789ab0", "0123456789ab1"],
            "all of these"
        },
        { ["0123456789abcdef", "0123456789ab"], ["0123456789abc", "0123456789ab"], "one that is the other's beginning" },
        { ["0123456789abcdef", "0123456789abcdef"], ["0123456789ab", "0123456789ab-2"], "and numbered where they are the same" },
        { ["deadbeef", "instance1", "Crypto.key_gen-2"], ["deadbeef", "instance1", "Crypto.key_gen-2"], "names stay" },
        { ["a b/c", "a:b\nc", "ä"], ["a-b-c", "a-b-c-2", "-"], "but for what an ID may not have" },
        { [""], ["-"], "nothing" },
        { ["a", "a-2", "a"], ["a", "a-2", "a-3"], "a number that is taken" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_become_IDs(string[] names, string[] expected, string reason) =>
        Assert.True(expected.SequenceEqual(WorkloadId.Of(names)), $"{reason}: {string.Join(", ", WorkloadId.Of(names))}");

    [Fact]
    public void None_is_longer_than_it_may_be()
    {
        var ids = WorkloadId.Of([new('x', 200), new('x', 300)]);

        Assert.All(ids, id => Assert.True(FunctionName.IsValid(id)));
        Assert.Distinct(ids);
    }
}
