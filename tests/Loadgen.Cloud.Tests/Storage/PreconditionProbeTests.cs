using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Emulation.Storage;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Storage;

namespace Loadgen.Cloud.Tests.Storage;

/// <summary>The probe, through Google's client, against an embedded Cloud Storage.</summary>
public sealed class PreconditionProbeTests : IAsyncLifetime
{
    private const string Name = "state/probe";

    private StorageServer _server = null!;
    private StorageClient _client = null!;
    private CloudObjectStore _store = null!;

    public async Task InitializeAsync()
    {
        _server = await StorageServer.StartAsync(new StorageServerOptions { Random = new Random(1) });
        _client = await new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync();
        _store = new CloudObjectStore(_client, "logs", TimeProvider.System);
        await BucketCreation.EnsureAsync(_client, "demo", "logs", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_honours_preconditions_passes_and_keeps_nothing()
    {
        await CheckAsync(_store);

        Assert.Null(await _store.ReadAsync(Name, CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_ignores_them_is_refused_by_name_with_all_that_it_did()
    {
        _server.Faults.Settings = new() { IgnorePreconditions = true };

        var error = await Assert.ThrowsAsync<PreconditionsUnsupportedException>(() => CheckAsync(_store));

        Assert.Equal(4, error.Ignored.Count);
        Assert.StartsWith(
            "The server at x cannot be used: it overwrote an object that was to be created only", error.Message, StringComparison.Ordinal);
        Assert.Contains("`loadgen storage` does", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, error.ToString());
        Assert.Null(await _store.ReadAsync(Name, CancellationToken.None));
    }

    [Theory]
    [InlineData(HalfStore.Ignored.Create, "it overwrote an object that was to be created only (upload with ifGenerationMatch=0)")]
    [InlineData(HalfStore.Ignored.Update, "it overwrote an object that had another generation (upload with ifGenerationMatch)")]
    [InlineData(HalfStore.Ignored.Compose, "it composed onto an object that had another generation (compose with ifGenerationMatch)")]
    [InlineData(HalfStore.Ignored.Delete, "it deleted an object that had another generation (delete with ifGenerationMatch)")]
    public async Task A_server_that_ignores_one_of_them_is_refused_for_that_one(HalfStore.Ignored ignored, string finding)
    {
        var error = await Assert.ThrowsAsync<PreconditionsUnsupportedException>(() => CheckAsync(new HalfStore(_store, ignored)));

        Assert.Equal([finding], error.Ignored);
    }

    [Theory]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.ResetAfter)]
    public async Task A_server_that_does_not_answer_is_not_called_unfit(FaultKind fault)
    {
        // Enough for all that Google's client tries by itself.
        _server.Faults.FailNext(fault, 20);

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => CheckAsync(_store));
    }

    [Fact]
    public async Task A_server_that_can_take_one_write_a_second_and_fails_often_passes()
    {
        _server.Faults.Settings = new()
        {
            ObjectWritesPerSecond = 1,
            TooManyRequests = 0.1,
            Unavailable = 0.1,
            ResetBefore = 0.1,
            ResetAfter = 0.2,
        };

        await CheckAsync(_store, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_it_ignores_is_found_through_its_faults()
    {
        _server.Faults.Settings = new() { IgnorePreconditions = true, Unavailable = 0.2, ResetAfter = 0.2 };

        var error = await Assert.ThrowsAsync<PreconditionsUnsupportedException>(() => CheckAsync(_store, TimeSpan.FromMinutes(5)));

        Assert.Equal(4, error.Ignored.Count);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named() =>
        Assert.Contains(
            "'elsewhere' does not exist",
            (
                await Assert.ThrowsAsync<CloudStorageException>(
                    () => CheckAsync(new CloudObjectStore(_client, "elsewhere", TimeProvider.System)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_bucket_that_is_there_is_left_as_it_is()
    {
        await _store.WriteAsync("a", "x"u8.ToArray(), "text/plain", 0, CancellationToken.None);

        await BucketCreation.EnsureAsync(_client, "demo", "logs", CancellationToken.None);

        Assert.NotNull(await _store.ReadAsync("a", CancellationToken.None));
    }

    private static Task CheckAsync(IObjectStore store, TimeSpan patience = default) =>
        PreconditionProbe.CheckAsync(store, Name, "The server at x", patience, TimeProvider.System, CancellationToken.None);
}
