using System.Text;
using Loadgen.Functions.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Planner;

public sealed class PoisonTickTests
{
    private const int Most = 16 * 1024;

    public static TheoryData<string, string, string> Data => new()
    {
        { "tick", "is not JSON", "text" },
        { "[]", "JSON Array", "an array" },
        { "null", "JSON Null", "null" },
        { "{\"hour\":13}", "a member 'hour'", "a member that nobody knows" },
        { "{\"replay\":\"yes\"}", "replay is", "text for a boolean" },
        { "{\"trace_hour_utc\":\"noon\"}", "trace_hour_utc is", "an hour that is none" },
        {
            "{\"trace_hour_utc\":\"0001-01-01T00:00:00Z\"}", "trace_hour_utc is",
            "the first hour of all, before which nothing can be published"
        },
        { "{\"trace_hour_utc\":\"9999-12-31T23:00:00Z\"}", "trace_hour_utc is", "the last hour of all, after which there is no deadline" },
        { new string('x', Most), "is not JSON", "all that a tick may have of garbage" },
        { new string('[', Most), "is not JSON", "as much of brackets" },
        { $"{{\"{new string('x', Most - 6)}\":1}}", "a member 'xxx", "as much of a name" },
        { new string(' ', Most) + "{}", "16386 bytes of data; allowed are 16384", "too much to be worth reading" },
    };

    [Theory]
    [MemberData(nameof(Data))]
    public Task A_tick_that_cannot_be_read_is_one_clear_error(string data, string told, string reason) =>
        RefusesAsync(Pushes.Push(data, "m-77"), told, "m-77", reason);

    public static TheoryData<string, string, string> Messages => new()
    {
        { "{}", "no message", "no message at all" },
        { """{"message":{"data":"e30="},"subscription":"s"}""", "messageId and publishTime", "no ID and no time" },
        { """{"message":{"data":"e30=","messageId":"7"},"subscription":"s"}""", "messageId and publishTime", "no time" },
        { """{"message":{"data":"e30=","publishTime":"2026-01-20T12:58:02Z"},"subscription":"s"}""", "messageId and publishTime", "no ID" },
        {
            """{"message":{"messageId":"7","publishTime":"0001-01-01T00:00:00Z"},"subscription":"s"}""", "published",
            "published when time began"
        },
        {
            """{"message":{"messageId":"7","publishTime":"9999-12-31T23:59:59Z"},"subscription":"s"}""", "published",
            "published when time ends"
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public Task A_CloudEvent_without_the_message_that_a_run_is_named_by_is_one_clear_error(string data, string told, string reason) =>
        RefusesAsync(Pushes.Structured(data, "event-77"), told, "event-77", reason);

    [Fact]
    public Task A_CloudEvent_without_data_is_one_clear_error() =>
        RefusesAsync(Pushes.Structured(data: null, "event-77"), "no message", "event-77", "no data");

    [Theory]
    [InlineData("tick", "no JSON")]
    [InlineData("[]", "an array")]
    [InlineData("""{"message":{"data":"%","messageId":"1"},"subscription":"s"}""", "no base64")]
    [InlineData("""{"message":{"data":"e30="},"subscription":"s"}""", "no message ID")]
    public Task What_is_no_push_at_all_is_one_error_of_the_framework(string body, string reason) =>
        RefusesAsync(Pushes.Raw(Encoding.UTF8.GetBytes(body)), "", "", reason);

    [Theory]
    [InlineData(1 << 20, "a megabyte")]
    [InlineData(9_900_000, "as much as Pub/Sub takes")]
    public Task A_push_that_is_much_too_large_is_refused_unread(int size, string reason) =>
        RefusesAsync(Pushes.Push(new byte[size], "m-77"), "refused unread", "", reason);

    [Fact]
    public async Task Poison_before_it_does_a_tick_no_harm()
    {
        using var planner = FunctionServer.Planner(Variables.Of("A"), TestClocks.From(13, 20));
        using var poison = Pushes.Push("poison", "m-77");
        using var tick = Pushes.Push("{}");

        var statuses = await Task.WhenAll(planner.SendAsync(poison), planner.SendAsync(tick));

        Assert.Equal([400, 200], statuses);
        Assert.Equal(4, planner.Publisher.Published.Count);
    }

    private static async Task RefusesAsync(HttpRequestMessage request, string told, string messageId, string reason)
    {
        using var planner = FunctionServer.Planner(Variables.Of("A"), TestClocks.From(13, 20));
        using (request)
            Assert.True(await planner.SendAsync(request) == 400, reason);

        // The one warning is the start's, which has no bucket.
        var error = Assert.Single(planner.Log.From(LogLevel.Warning), entry => entry.Level != LogLevel.Warning);
        Assert.True(
            error.Message.Contains(told, StringComparison.Ordinal) && error.Message.Contains(messageId, StringComparison.Ordinal),
            error.Message);
        Assert.Equal(LogLevel.Error, error.Level);
        Assert.Null(error.Exception);
        Assert.True(error.Message.Length < 2000, "however much arrives");
        Assert.Single(planner.Log.From(LogLevel.Warning), entry => entry.Level == LogLevel.Warning);
        Assert.Empty(planner.Publisher.Published);
        Assert.Empty(planner.Lines);
    }
}
