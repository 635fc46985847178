using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class ComposeTests : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task A_log_grows_by_being_composed_with_itself()
    {
        await _storage.PutAsync("log", "1\n");
        await _storage.PutAsync("part", "2\n");

        var first = await ComposeAsync("log", """{"name":"log"},{"name":"part"}""");
        var second = await ComposeAsync("log", """{"name":"log"},{"name":"part"}""");

        Assert.Equal("1\n2\n2\n", (await _storage.GetAsync("log")).Text);
        Assert.Equal(("2", "3"), (first.Member("componentCount"), second.Member("componentCount")));
        Assert.Equal("application/x-ndjson", second.Member("contentType"));
        Assert.False(second.Json.TryGetProperty("md5Hash", out _));
        Assert.DoesNotContain("md5", (await _storage.GetAsync("log")).Headers["x-goog-hash"], StringComparison.Ordinal);
        // The same bytes in one piece have the same CRC-32C.
        Assert.Equal((await _storage.PutAsync("whole", "1\n2\n2\n")).Member("crc32c"), second.Member("crc32c"));
    }

    [Theory]
    [InlineData(0, 400, "required", "nothing to join")]
    [InlineData(1, 200, null, "one source is a copy")]
    [InlineData(32, 200, null, "the most that is allowed")]
    [InlineData(33, 400, "invalid", "one more")]
    public async Task It_takes_1_to_32_sources(int count, int status, string? error, string reason)
    {
        await _storage.PutAsync("part", "x");

        var answer = await ComposeAsync("log", string.Join(',', Enumerable.Repeat("""{"name":"part"}""", count)));

        Assert.Equal((status, reason), (answer.Status, reason));
        if (error is not null)
            Assert.Equal(error, answer.Reason);
        else
            Assert.Equal(new string('x', count), (await _storage.GetAsync("log")).Text);
    }

    [Theory]
    [InlineData("""{"name":"absent"}""", 404, "notFound", "a source that does not exist")]
    [InlineData("""{"name":"part","generation":"5"}""", 404, "notFound", "a generation that does not exist")]
    [InlineData("""{"name":"part","objectPreconditions":{"ifGenerationMatch":"5"}}""", 412, "conditionNotMet", "a source that changed")]
    [InlineData("""{}""", 400, "required", "a source without a name")]
    public async Task A_wrong_source_leaves_the_destination_alone(string source, int status, string error, string reason)
    {
        await _storage.PutAsync("log", "1\n");
        await _storage.PutAsync("part", "2\n");

        var answer = await ComposeAsync("log", $$"""{"name":"log"},{{source}}""");

        Assert.Equal((status, error, reason), (answer.Status, answer.Reason, reason));
        Assert.Equal("1\n", (await _storage.GetAsync("log")).Text);
    }

    private Task<Answer> ComposeAsync(string name, string sources) => _storage.SendAsync(
        "POST",
        $"storage/v1/b/{Bucket}/o/{name}/compose",
        $$"""{"destination":{"contentType":"application/x-ndjson"},"sourceObjects":[{{sources}}]}""");
}
