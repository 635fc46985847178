using Google.Cloud.PubSub.V1;

namespace StandIns.Tests.PubSub;

public sealed class TopicNameTests
{
    [Fact]
    public void A_name_is_read_and_written_back()
    {
        var name = TopicName.Parse("projects/p/topics/t");

        Assert.Equal(("p", "t", "projects/p/topics/t"), (name.ProjectId, name.TopicId, name.ToString()));
        Assert.Equal(new TopicName("p", "t"), name);
        Assert.Equal(new TopicName("p", "t").GetHashCode(), name.GetHashCode());
        Assert.NotEqual(new TopicName("p", "u"), name);
    }

    [Theory]
    [InlineData("t")] // no project
    [InlineData("projects/p/topics/")] // no topic
    [InlineData("projects//topics/t")] // no project's name
    [InlineData("projects/p/subscriptions/t")] // of something else
    [InlineData("projects/p/topics/t/u")] // more than a topic's
    public void Anything_else_is_refused(string text)
    {
        Assert.False(TopicName.TryParse(text, out var name));
        Assert.Null(name);
        Assert.Throws<ArgumentException>(() => TopicName.Parse(text));
    }
}
