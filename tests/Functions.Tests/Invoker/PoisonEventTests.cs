using Loadgen.Functions.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Invoker;

public sealed class PoisonEventTests
{
    private const int Megabyte = 1 << 20;

    public static TheoryData<string, string, string> Data => new()
    {
        { "", "is not JSON", "nothing" },
        { "event", "is not JSON", "text" },
        { "[]", "JSON Array", "an array" },
        { "{}", "no 'schema_version'", "an empty object" },
        { EventMessages.With("schema_version", "3"), "schema version 3; allowed are 1 and 2", "a later planner's" },
        {
            EventMessages.With("run/experiment_id", "\"other\""), "experiment 'other', scenario A; allowed is 'exp', scenario A",
            "another experiment"
        },
        { EventMessages.With("run/scenario", "\"B\""), "scenario B; allowed is 'exp', scenario A", "another scenario" },
        { EventMessages.With("function_id", "\"r m\""), "function_id is 'r m'; allowed are 1–128", "a function that none can be" },
        { EventMessages.With("run", null), "no 'run'", "without its run" },
        { EventMessages.With("target", null), "no 'target'", "without its target" },
        { EventMessages.With("payload", null), "no 'payload'", "without its payload" },
        { EventMessages.With("scheduled_time_utc", null), "no 'scheduled_time_utc'", "without its time" },
        { EventMessages.With("run/trace_hour", "\"9999-12-31T23:00:00Z\""), "trace_hour is '9999", "an hour without a morning after" },
        { new string('x', Megabyte), "is not JSON", "a megabyte of garbage" },
        { new string('{', Megabyte), "is not JSON", "a megabyte of braces" },
        { new string(' ', Megabyte * 3 / 2) + "{}", "1572866 bytes of data; allowed are 1572864", "too much to be worth reading" },
        { EventMessages.With("event_id", $"\"{new string('x', Megabyte)}\""), "event_id is 'xxx", "a megabyte of an ID" },
    };

    [Theory]
    [MemberData(nameof(Data))]
    public Task An_event_that_cannot_be_read_is_one_clear_error(string data, string told, string reason) =>
        RefusesAsync(Pushes.Push(data, "m-77"), told, "m-77", reason);

    [Theory]
    [InlineData(null, "no data")]
    [InlineData("{}", "no message")]
    public Task A_CloudEvent_without_a_message_is_one_clear_error(string? data, string reason) =>
        RefusesAsync(Pushes.Structured(data, "event-77"), "no message", "event-77", reason);

    [Fact]
    public Task A_megabyte_that_is_no_push_is_one_error_of_the_framework() =>
        RefusesAsync(Pushes.Raw(new byte[Megabyte]), "", "", "zeros");

    [Theory]
    [InlineData(2 << 20, "two megabytes")]
    [InlineData(9_900_000, "as much as Pub/Sub takes")]
    public Task A_push_that_is_much_too_large_is_refused_unread(int size, string reason) =>
        RefusesAsync(Pushes.Push(new byte[size], "m-77"), "refused unread", "", reason);

    [Fact]
    public async Task A_megabyte_of_a_message_ID_fills_no_log()
    {
        using var invoker = FunctionServer.Invoker(Variables.Of("A"), TestClocks.From(13, 1));
        using var push = Pushes.Push("poison", new string('7', Megabyte));

        Assert.Equal(400, await invoker.SendAsync(push));

        var error = Assert.Single(invoker.Log.From(LogLevel.Error));
        Assert.True(error.Message.Length < 2000, "however much arrives");
    }

    [Fact]
    public async Task Poison_before_and_behind_it_does_an_event_no_harm()
    {
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("{}"));
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A", ("FUNCTION_URLS_JSON", Variables.Urls(_ => target.Origin))), TestClocks.From(13, 1));
        using var before = Pushes.Push("poison", "m-1");
        using var good = Pushes.Push(EventMessages.First(), "m-2");
        using var behind = Pushes.Push("poison", "m-3");

        var statuses = await Task.WhenAll(invoker.SendAsync(before), invoker.SendAsync(good), invoker.SendAsync(behind));

        Assert.Equal([400, 200, 400], statuses);
        Assert.Single(target.Calls);
        Assert.Single(invoker.Lines);
        Assert.DoesNotContain(invoker.Log.From(LogLevel.Error), entry => entry.Message.Contains("m-2", StringComparison.Ordinal));
    }

    private static async Task RefusesAsync(HttpRequestMessage request, string told, string messageId, string reason)
    {
        using var invoker = FunctionServer.Invoker(Variables.Of("A"), TestClocks.From(13, 1));
        using (request)
            Assert.True(await invoker.SendAsync(request) == 400, reason);

        var error = Assert.Single(invoker.Log.From(LogLevel.Warning), entry => entry.Level != LogLevel.Warning);
        Assert.Equal(LogLevel.Error, error.Level);
        Assert.True(
            error.Message.Contains(told, StringComparison.Ordinal) && error.Message.Contains(messageId, StringComparison.Ordinal),
            error.Message);
        Assert.Null(error.Exception);
        Assert.True(error.Message.Length < 2000, "however much arrives");
        // The start's, which has no bucket.
        Assert.Single(invoker.Log.From(LogLevel.Warning), entry => entry.Level == LogLevel.Warning);
        Assert.Empty(invoker.Lines);
    }
}
