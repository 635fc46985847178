using Loadgen.Logs.Shards;

namespace Loadgen.Tests.Logs.Shards;

public sealed class ShardNameTests
{
    private const string Writer = "0123456789abcdef0123456789abcdef";
    private const string Other = "f123456789abcdef0123456789abcdef";

    [Fact]
    public void A_name_is_read_as_it_is_written_wherever_the_object_lies()
    {
        var name = new ShardName(Writer, 1, 42, 900);

        Assert.Equal($"{Writer}-1-00000042-900", name.ToString());
        Assert.Equal($"{Writer}-1-00000042-900.jsonl", name.ObjectName);
        Assert.True(ShardName.TryParse(name.ToString(), out var read));
        Assert.Equal(name, read);
        Assert.Equal(name, ShardName.Of(name.ObjectName));
        Assert.Equal(name, ShardName.Of($"loadgen-logs-state/exp/A/hour/run/shards/{name.ObjectName}"));
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData(Writer + "-0-00000000", "no number of events")]
    [InlineData(Writer + "-0-00000000-1-1", "one part too many")]
    [InlineData("0123456789abcdef-0-00000000-1", "a writer that is too short")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF-0-00000000-1", "a writer in capitals")]
    [InlineData("0123456789abcdeg0123456789abcdef-0-00000000-1", "a writer with other letters")]
    [InlineData(Writer + "-7-00000000-1", "a level that no run needs")]
    [InlineData(Writer + "-x-00000000-1", "no level")]
    [InlineData(Writer + "-0-0000000-1", "an index of seven digits")]
    [InlineData(Writer + "-0-0000000x-1", "no index")]
    [InlineData(Writer + "-0-00000000-01", "a number with a zero before it")]
    [InlineData(Writer + "-0-00000000-x", "no number")]
    [InlineData(Writer + "-0-00000000-9999999999", "a number that is too large")]
    public void Other_names_are_no_shards(string text, string reason)
    {
        Assert.False(ShardName.TryParse(text, out _), reason);
        Assert.Null(ShardName.Of($"{text}.jsonl"));
    }

    [Fact]
    public void An_object_of_another_kind_is_no_shard() => Assert.Null(ShardName.Of($"{Writer}-0-00000000-1"));

    [Theory]
    [InlineData(Writer, 1, 0, Writer, 0, 0, true, "the first of its block")]
    [InlineData(Writer, 1, 0, Writer, 0, 31, true, "the last of its block")]
    [InlineData(Writer, 1, 0, Writer, 0, 32, false, "the first of the next")]
    [InlineData(Writer, 1, 1, Writer, 0, 31, false, "the last of the one before")]
    [InlineData(Writer, 2, 0, Writer, 0, 1023, true, "two levels below")]
    [InlineData(Writer, 2, 0, Writer, 0, 1024, false, "two levels below, of the next")]
    [InlineData(Writer, 2, 1, Writer, 1, 32, true, "one level below")]
    [InlineData(Writer, 1, 0, Other, 0, 0, false, "another writer's")]
    [InlineData(Writer, 1, 0, Writer, 1, 0, false, "itself")]
    [InlineData(Writer, 0, 0, Writer, 1, 0, false, "what covers it")]
    public void A_shard_covers_what_lies_in_its_block(
        string writer, int level, int index, string otherWriter, int otherLevel, int otherIndex, bool covers, string reason) =>
        Assert.True(
            covers == new ShardName(writer, level, index, 10).Covers(new(otherWriter, otherLevel, otherIndex, 1)), reason);

    [Theory]
    [InlineData(0, 7, 8)]
    [InlineData(1, 0, 32)]
    [InlineData(2, 1, 2048)]
    public void Its_end_is_where_the_next_one_begins(int level, int index, long end) =>
        Assert.Equal(end, new ShardName(Writer, level, index, 1).EndIndex);
}
