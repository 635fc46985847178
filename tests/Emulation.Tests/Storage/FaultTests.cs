using Loadgen.Emulation.Storage.Faults;
using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class FaultTests : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.TooManyRequests, 429, "rateLimitExceeded")]
    [InlineData(FaultKind.Unavailable, 503, "backendError")]
    public async Task A_refusal_takes_no_effect_and_the_next_request_succeeds(FaultKind kind, int status, string reason)
    {
        _storage.Server.Faults.FailNext(kind);

        var refused = await _storage.PutAsync("a", "content");

        Assert.Equal((status, reason), (refused.Status, refused.Reason));
        Assert.Equal(404, (await _storage.GetAsync("a")).Status);
        Assert.Equal(1, _storage.Server.Faults.Injected[kind]);
    }

    [Theory]
    [InlineData(FaultKind.ResetBefore, 404)]
    [InlineData(FaultKind.ResetAfter, 200)]
    public async Task A_reset_loses_the_answer_before_or_after_the_effect(FaultKind kind, int statusAfterwards)
    {
        _storage.Server.Faults.FailNext(kind);

        await Assert.ThrowsAsync<HttpRequestException>(() => _storage.PutAsync("a", "content", "&ifGenerationMatch=0"));

        Assert.Equal(statusAfterwards, (await _storage.GetAsync("a")).Status);
    }

    [Fact]
    public async Task An_upload_whose_last_answer_was_lost_still_tells_its_outcome()
    {
        var session = (await _storage.SendAsync("POST", $"upload/b/{Bucket}/o?uploadType=resumable&name=a")).Headers["Location"];
        _storage.Server.Faults.FailNext(FaultKind.ResetAfter);
        await Assert.ThrowsAsync<HttpRequestException>(
            () => _storage.SendAsync("PUT", session, "abc", headers: ("Content-Range", "bytes 0-2/3")));

        var answer = await _storage.SendAsync("PUT", session, "", headers: ("Content-Range", "bytes */3"));

        Assert.Equal((200, await _storage.GenerationAsync("a")), (answer.Status, answer.Member("generation")));
    }

    [Fact]
    public async Task An_object_takes_one_write_a_second_where_that_is_switched_on()
    {
        _storage.Server.Faults.Settings = new() { ObjectWritesPerSecond = 1 };
        Assert.Equal(200, (await _storage.PutAsync("a", "1")).Status);

        _storage.Clock.Advance(TimeSpan.FromMilliseconds(999));
        var tooSoon = await _storage.PutAsync("a", "2");
        Assert.Equal((429, "rateLimitExceeded"), (tooSoon.Status, tooSoon.Reason));
        Assert.Contains("exceeded the rate limit for object mutation operations", tooSoon.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await _storage.PutAsync("b", "another object")).Status);

        _storage.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await _storage.PutAsync("a", "3")).Status);
    }

    [Fact]
    public async Task Latency_passes_on_the_injected_clock()
    {
        _storage.Server.Faults.Settings = new() { LatencyMs = 60_000 };
        var write = _storage.PutAsync("a", "content");

        while (!write.IsCompleted)
        {
            _storage.Clock.Advance(TimeSpan.FromSeconds(60));
            await Task.WhenAny(write, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        Assert.Equal(200, (await write).Status);
    }

    [Fact]
    public void Latency_lies_between_its_bounds()
    {
        var faults = new StorageFaults(new(7)) { Settings = new() { LatencyMs = 40, LeastLatencyMs = 30 } };

        var drawn = Enumerable.Range(0, 1000).Select(_ => faults.Decide(write: true).Latency.TotalMilliseconds).ToList();

        Assert.InRange(drawn.Min(), 30, 31);
        Assert.InRange(drawn.Max(), 39, 40);
    }

    [Fact]
    public async Task Faults_are_switched_over_HTTP()
    {
        var put = await _storage.SendAsync(
            "PUT", "_emulator/faults", """{"writesOnly":true,"unavailable":0.25,"next":[{"kind":"TooManyRequests","count":2}]}""");
        Assert.Equal(200, put.Status);

        Assert.Equal(404, (await _storage.GetAsync("a")).Status);
        Assert.Equal(429, (await _storage.PutAsync("a", "x")).Status);
        var left = await _storage.SendAsync("GET", "_emulator/faults");
        Assert.Equal(1, left.Json.GetProperty("next")[0].GetProperty("count").GetInt32());
        Assert.Equal(0.25, left.Json.GetProperty("unavailable").GetDouble());

        await _storage.SendAsync("PUT", "_emulator/faults", "{}");
        Assert.Equal(200, (await _storage.PutAsync("a", "x")).Status);
    }

    [Theory]
    [InlineData("""{"unavailable":1.5}""", "Unavailable is 1.5", "no probability")]
    [InlineData("""{"unavailable":0.6,"resetAfter":0.6}""", "add up to 1.2", "more than certain")]
    [InlineData("""{"latencyMs":-1}""", "LatencyMs is -1", "time does not run backwards")]
    [InlineData("""{"latencyMs":5,"leastLatencyMs":6}""", "LeastLatencyMs is 6; 0 to LatencyMs, 5", "the least is above the most")]
    [InlineData("""{"objectWritesPerSecond":-1}""", "ObjectWritesPerSecond is -1", "no such rate")]
    [InlineData("""{"next":[{"kind":"ResetAfter","count":0}]}""", "'ResetAfter' for 0", "an order for nothing")]
    [InlineData("""{"next":[{"kind":"Fire","count":1}]}""", "no valid JSON", "an unknown fault")]
    public async Task Settings_that_mean_nothing_are_refused(string json, string message, string reason)
    {
        var answer = await _storage.SendAsync("PUT", "_emulator/faults", json);

        Assert.Equal((400, "invalid", reason), (answer.Status, answer.Reason, reason));
        Assert.Contains(message, answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equivalent(new FaultSettings(), _storage.Server.Faults.Settings);
    }

    [Fact]
    public void Chance_follows_the_seed_and_the_probabilities()
    {
        FaultKind[] Draw(int seed)
        {
            var faults = new StorageFaults(new(seed)) { Settings = new() { Unavailable = 0.2, ResetAfter = 0.3 } };
            return [.. Enumerable.Range(0, 10_000).Select(_ => faults.Decide(write: true).Kind)];
        }

        var drawn = Draw(7);

        Assert.Equal(drawn, Draw(7));
        Assert.NotEqual(drawn, Draw(8));
        Assert.InRange(drawn.Count(kind => kind == FaultKind.Unavailable), 1800, 2200);
        Assert.InRange(drawn.Count(kind => kind == FaultKind.ResetAfter), 2800, 3200);
        Assert.Equal(0, drawn.Count(kind => kind is FaultKind.TooManyRequests or FaultKind.ResetBefore));
    }

    [Fact]
    public async Task Requests_are_counted_by_kind()
    {
        await _storage.PutAsync("a", "x");
        await _storage.GetAsync("a");
        await _storage.GetAsync("b");

        Assert.Equal(1, _storage.Server.Requests["objects.insert"]);
        Assert.Equal(2, _storage.Server.Requests["objects.download"]);
        Assert.Equal("2", (await _storage.SendAsync("GET", "_emulator/requests")).Member("objects.download"));
    }
}
