using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Messages;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Messages;

public sealed class PayloadTests
{
    private static readonly DateTimeOffset Sent = World.Hour.AddMilliseconds(4501);

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}""", "as the planner writes it")]
    [InlineData("{}", """{"dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}""", "nothing to put a comma behind")]
    [InlineData("{ \n}", """{"dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}""", "nothing but space")]
    [InlineData("{\"a\":{}\t}", """{"a":{},"dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}""", "ends as an empty object does")]
    public void The_moment_of_sending_is_its_last_member(string payload, string sent, string reason) =>
        Assert.True(sent == Encoding.UTF8.GetString(Payload.WithSentTime(Encoding.UTF8.GetBytes(payload), Sent).Span), reason);

    [Theory]
    [InlineData("1e400", "a number that no number of .NET holds")]
    [InlineData("1.10", "its last digit")]
    [InlineData("null", "nothing")]
    [InlineData("[{\"x\":[]}]", "a list")]
    [InlineData("\"größe <&>\"", "text, without needless escapes")]
    public void What_the_function_is_asked_to_do_is_sent_as_it_was_written(string value, string reason)
    {
        var work = JsonNode.Parse($$"""{"work":{{value}}}""")!.AsObject();
        var payload = Payload.Of(work, World.NewRun(), new PlannedEvent("e", "f", 1, World.Hour));

        var text = Encoding.UTF8.GetString(payload.Span);
        Assert.True(text.StartsWith($$"""{"work":{{value}},"experiment_id":"exp",""", StringComparison.Ordinal), reason);
    }
}
