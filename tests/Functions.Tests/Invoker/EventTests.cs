using System.Text.Json;
using Google.Cloud.PubSub.V1;
using Loadgen.Functions.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Invoker;

public sealed class EventTests
{
    public static TheoryData<string, string> Forms => new()
    {
        { "push", "Pub/Sub's push" },
        { "binary", "a CloudEvent in headers and body" },
        { "structured", "a CloudEvent in the body" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_event_that_is_due_is_called_stored_and_acknowledged(string form, string reason)
    {
        var clock = TestClocks.From(13, 1);
        await using var storage = await EmbeddedStorage.StartAsync(clock);
        await storage.BeginAsync(EventMessages.Plan());
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("""{"status":"ok"}"""));
        using var invoker = Invoker(clock, storage, id => $"{target.Origin}/{id}");
        var data = EventMessages.First();
        using var request = form switch
        {
            "push" => Pushes.Push(data),
            "binary" => Pushes.Binary(Pushes.CloudEventData(System.Text.Encoding.UTF8.GetBytes(data))),
            _ => Pushes.Structured(Pushes.CloudEventData(System.Text.Encoding.UTF8.GetBytes(data))),
        };

        Assert.True(await invoker.SendAsync(request) == 200, reason);

        var call = Assert.Single(target.Calls);
        Assert.Equal("/api_health_check", call.Path);
        Assert.Contains("\"event_id\":\"exp:2026-01-20T13:00:00Z:api_health_check:01\"", call.Body, StringComparison.Ordinal);
        var line = JsonElement.Parse(Assert.Single(storage.LogLines()));
        Assert.Equal("ok", line.GetProperty("outcome").GetString());
        Assert.Equal("""{"status":"ok"}""", line.GetProperty("invoke").GetProperty("response_json").GetRawText());
        Assert.Equal(line.GetRawText(), Assert.Single(invoker.Lines).ToString());
        // How soon a busy machine has prepared a call is its own affair.
        Assert.DoesNotContain(invoker.Log.From(LogLevel.Warning), entry => entry.Name is not "not_prepared");
    }

    [Fact]
    public async Task An_event_of_a_run_that_nobody_began_is_one_clear_error_and_calls_nobody()
    {
        var clock = TestClocks.From(13, 1);
        await using var storage = await EmbeddedStorage.StartAsync(clock);
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("{}"));
        using var invoker = Invoker(clock, storage, _ => target.Origin);
        using var push = Pushes.Push(EventMessages.First(), "m-77");

        Assert.Equal(400, await invoker.SendAsync(push));

        Assert.Empty(target.Calls);
        var error = Assert.Single(invoker.Log.From(LogLevel.Error));
        Assert.Contains("m-77", error.Message, StringComparison.Ordinal);
        Assert.Contains("20260120T125802Z", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(storage.Files().Keys, name => name.EndsWith(".jsonl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warm_up_touches_no_target_and_is_acknowledged()
    {
        var clock = TestClocks.From(13, 1);
        await using var storage = await EmbeddedStorage.StartAsync(clock);
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("{}"));
        using var invoker = Invoker(clock, storage, _ => target.Origin);
        using var push = Pushes.Push(new PubsubMessage { Attributes = { ["warm_up"] = "true" } }, "m-1");

        Assert.Equal(200, await invoker.SendAsync(push));

        Assert.Empty(target.Calls);
        Assert.Empty(storage.Files());
        Assert.Empty(invoker.Lines);
        Assert.Empty(invoker.Log.From(LogLevel.Warning));
    }

    [Fact]
    public async Task An_event_that_is_delivered_twice_is_called_once()
    {
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("{}"));
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A", ("FUNCTION_URLS_JSON", Variables.Urls(_ => target.Origin))), TestClocks.From(13, 1));

        for (var delivery = 0; delivery < 2; delivery++)
        {
            using var push = Pushes.Push(EventMessages.First());
            Assert.Equal(200, await invoker.SendAsync(push));
        }

        Assert.Single(target.Calls);
        Assert.Single(invoker.Lines);
    }

    [Fact]
    public async Task An_event_that_is_not_due_for_long_goes_back_at_once_and_is_no_error()
    {
        // Nothing moves this clock: an answer that waits for it would never come.
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A"), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 1, 20, 12, 50, 0, TimeSpan.Zero)));
        using var push = Pushes.Push(EventMessages.First(), "m-42");

        Assert.Equal(503, await invoker.SendAsync(push));

        var told = Assert.Single(
            invoker.Log.Entries,
            entry => entry.Message.Contains("m-42", StringComparison.Ordinal) && entry.Category.StartsWith(
                "Loadgen", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Information, told.Level);
        Assert.Contains("is nacked: due in 614 s, which is longer than HOLD_MAX_S", told.Message, StringComparison.Ordinal);
        Assert.Empty(invoker.Log.From(LogLevel.Error));
        Assert.Empty(invoker.Lines);
    }

    [Fact]
    public async Task A_second_delivery_of_an_event_that_is_being_called_goes_back_and_is_no_error()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var target = await LoopbackTarget.StartAsync(async (_, response) =>
        {
            arrived.SetResult();
            await answer.Task;
            await response.WriteAsync("{}");
        });
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A", ("FUNCTION_URLS_JSON", Variables.Urls(_ => target.Origin))), TestClocks.From(13, 1));
        using var first = Pushes.Push(EventMessages.First());
        using var second = Pushes.Push(EventMessages.First());

        var calling = invoker.SendAsync(first);
        await arrived.Task;
        Assert.Equal(503, await invoker.SendAsync(second));
        answer.SetResult();

        Assert.Equal(200, await calling);
        Assert.Empty(invoker.Log.From(LogLevel.Error));
        Assert.Contains(invoker.Log.Entries, entry =>
            entry.Level == LogLevel.Information && entry.Message.Contains(
                "is nacked: claimed by another delivery", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_bucket_the_start_says_what_rests_on_PubSub_alone_and_events_have_their_lines_on_standard_output()
    {
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("{}"));
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A", ("FUNCTION_URLS_JSON", Variables.Urls(_ => target.Origin))), TestClocks.From(13, 1));
        using var push = Pushes.Push(EventMessages.First());

        var notice = Assert.Single(invoker.Log.From(LogLevel.Warning));
        Assert.Contains("LOG_GCS_BUCKET is not set", notice.Message, StringComparison.Ordinal);
        Assert.Contains(
            "One line per event and one call per event then hold only as far as Pub/Sub delivers each message once",
            notice.Message,
            StringComparison.Ordinal);
        Assert.Equal(200, await invoker.SendAsync(push));
        Assert.Contains("\"outcome\":\"ok\"", Assert.Single(invoker.Lines).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_scenario_C_the_dispatcher_is_called()
    {
        await using var dispatcher = await LoopbackTarget.StartAsync((_, response) =>
            response.WriteAsync("""{"status":"scheduled","target_time":"2026-01-20T18:00:00Z","target_region":"us-east1","delay":true}"""));
        using var invoker = FunctionServer.Invoker(Variables.Of("C", ("DISPATCHER_URL", dispatcher.Origin)), TestClocks.From(13, 1));
        using var push = Pushes.Push(EventMessages.First("C"));

        Assert.Equal(200, await invoker.SendAsync(push));

        Assert.StartsWith("{\"function_name\":\"api_health_check\"", Assert.Single(dispatcher.Calls).Body, StringComparison.Ordinal);
        Assert.Contains("\"time_shifted\":true", Assert.Single(invoker.Lines).ToString(), StringComparison.Ordinal);
    }

    private static FunctionServer Invoker(TimeProvider clock, EmbeddedStorage storage, Func<string, string> urlOf) =>
        FunctionServer.Invoker(
            Variables.Of("A", ("LOG_GCS_BUCKET", EmbeddedStorage.Bucket), ("FUNCTION_URLS_JSON", Variables.Urls(urlOf))),
            clock,
            storage.Register);
}
