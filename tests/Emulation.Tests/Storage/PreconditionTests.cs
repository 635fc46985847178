using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class PreconditionTests : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    // In queries, G is the live generation and M the live metageneration of the object 'present'.
    [Theory]
    [InlineData("write", "absent", "ifGenerationMatch=0", 200, "create-only, and it does not exist")]
    [InlineData("write", "absent", "ifGenerationMatch=5", 412, "an update of what does not exist")]
    [InlineData("write", "absent", "ifGenerationNotMatch=0", 412, "only if it exists")]
    [InlineData("write", "absent", "ifMetagenerationMatch=1", 412, "nothing has no metageneration")]
    [InlineData("write", "present", "ifGenerationMatch=0", 412, "create-only, and it exists")]
    [InlineData("write", "present", "ifGenerationMatch=G", 200, "the live generation")]
    [InlineData("write", "present", "ifGenerationMatch=5", 412, "an old generation")]
    [InlineData("write", "present", "ifGenerationNotMatch=0", 200, "only if it exists, and it does")]
    [InlineData("write", "present", "ifGenerationNotMatch=G", 412, "any but the live generation")]
    [InlineData("write", "present", "ifMetagenerationMatch=M", 200, "the live metageneration")]
    [InlineData("write", "present", "ifMetagenerationMatch=9", 412, "another metageneration")]
    [InlineData("write", "present", "ifMetagenerationNotMatch=M", 412, "any but the live metageneration")]
    [InlineData("read", "present", "ifGenerationMatch=G", 200, "the version that is expected")]
    [InlineData("read", "present", "ifGenerationMatch=5", 412, "another version than expected")]
    [InlineData("read", "present", "ifGenerationNotMatch=G", 304, "the client has this version")]
    [InlineData("read", "present", "ifGenerationNotMatch=5", 200, "the client has an older one")]
    [InlineData("read", "present", "ifMetagenerationNotMatch=M", 304, "the client has this metadata")]
    [InlineData("read", "present", "ifMetagenerationMatch=9", 412, "other metadata than expected")]
    [InlineData("get", "present", "ifGenerationNotMatch=G", 304, "metadata reads are reads")]
    [InlineData("get", "present", "ifGenerationMatch=5", 412, "metadata reads are reads")]
    [InlineData("patch", "present", "ifGenerationNotMatch=G", 412, "a patch is a write")]
    [InlineData("patch", "present", "ifMetagenerationMatch=M", 200, "read-modify-write of metadata")]
    [InlineData("delete", "present", "ifGenerationMatch=5", 412, "deleting another version than expected")]
    [InlineData("delete", "present", "ifGenerationMatch=G", 204, "deleting the expected version")]
    [InlineData("delete", "present", "ifGenerationNotMatch=G", 412, "a deletion is a write")]
    [InlineData("compose", "present", "ifGenerationMatch=G", 200, "growing the expected version")]
    [InlineData("compose", "present", "ifGenerationMatch=5", 412, "growing another version than expected")]
    [InlineData("compose", "absent", "ifGenerationMatch=0", 200, "composing what does not exist")]
    public async Task A_request_takes_effect_only_if_its_precondition_holds(
        string action, string name, string query, int status, string reason)
    {
        var written = await _storage.PutAsync("present", "before");
        query = query.Replace("=G", $"={written.Member("generation")}", StringComparison.Ordinal)
            .Replace("=M", $"={written.Member("metageneration")}", StringComparison.Ordinal);

        var answer = action switch
        {
            "write" => await _storage.PutAsync(name, "after", $"&{query}"),
            "read" => await _storage.GetAsync(name, $"&{query}"),
            "get" => await _storage.SendAsync("GET", $"b/{Bucket}/o/{name}?{query}"),
            "patch" => await _storage.SendAsync("PATCH", $"b/{Bucket}/o/{name}?{query}", """{"contentType":"text/csv"}"""),
            "delete" => await _storage.SendAsync("DELETE", $"b/{Bucket}/o/{name}?{query}"),
            _ => await _storage.SendAsync("POST", $"b/{Bucket}/o/{name}/compose?{query}", """{"sourceObjects":[{"name":"present"}]}"""),
        };

        Assert.Equal((status, reason), (answer.Status, reason));
        if (status == 304)
            Assert.Empty(answer.Body);
        if (status == 412)
        {
            Assert.Equal("conditionNotMet", answer.Reason);
            Assert.Equal("before", (await _storage.GetAsync("present")).Text);
            Assert.Equal(written.Member("generation"), await _storage.GenerationAsync("present"));
        }
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_precondition_exactly_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _storage.PutAsync("claim", $"{i}", "&ifGenerationMatch=0")));

        var winner = Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(19, answers.Count(answer => answer.Status == 412));
        Assert.Equal(winner.Member("generation"), await _storage.GenerationAsync("claim"));
    }
}
