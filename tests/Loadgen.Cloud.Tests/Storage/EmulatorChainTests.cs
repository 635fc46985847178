using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Claims;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;
using Loadgen.Emulation.Storage;
using Loadgen.Logs;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Telemetry;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Cloud.Tests.Storage;

/// <summary>
/// What the promises stand on, through Google's client, over HTTP: against the server that <c>STORAGE_EMULATOR_HOST</c> names when the
/// tests are started, and otherwise against the embedded one.
/// </summary>
public sealed class EmulatorChainTests : IAsyncLifetime
{
    private const int Instances = 3;

    private readonly string _bucket = $"loadgen-chain-{Guid.NewGuid():N}";
    private readonly RunPaths _paths = new("logs");
    private readonly StoreRetry _retry = new(TimeProvider.System, () => 0.5);
    private readonly Run _run = new(
        "exp",
        Scenario.A,
        TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero)),
        "20260120T125900Z",
        6,
        DryRun: false,
        "logs/exp/A/log é.jsonl");

    private StorageServer? _embedded;
    private StorageClient _client = null!;
    private CloudObjectStore _store = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        var address = StorageEmulator.AddressOf(Environment.GetEnvironmentVariable(StorageEmulator.Variable));
        if (address is null)
        {
            _embedded = await StorageServer.StartAsync(new StorageServerOptions { Random = new Random(1) });
            address = StorageEmulator.AddressOf(_embedded.BaseUri.Authority);
        }

        _client = await new StorageClientBuilder { BaseUri = address, UnauthenticatedAccess = true }.BuildAsync();
        _store = new CloudObjectStore(_client, _bucket, TimeProvider.System);
        await BucketCreation.EnsureAsync(_client, "demo", _bucket, None);
        await BucketCreation.EnsureAsync(_client, "demo", _bucket, None);
    }

    public async Task DisposeAsync()
    {
        await foreach (var left in _client.ListObjectsAsync(_bucket))
            await _client.DeleteObjectAsync(_bucket, left.Name!);
        _client.Dispose();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    [Fact]
    public Task The_server_honours_preconditions() =>
        PreconditionProbe.CheckAsync(
        _store, _paths.Probe(Guid.NewGuid()), "The server", TimeSpan.FromMinutes(1), TimeProvider.System, None);

    [Fact]
    public async Task Of_instances_that_want_a_claim_at_once_exactly_one_gets_it_and_can_give_it_back()
    {
        var claims = new ClaimStore(_store, _paths, _retry, TimeProvider.System);
        var planned = new PlannedEvent("exp:e:01", BuiltInWorkload.HealthCheck, 1, _run.TraceHour.Start);
        var claimants = Enumerable.Range(0, Instances).Select(_ => Guid.NewGuid()).ToList();

        var got = await Task.WhenAll(claimants.Select(claimant => Task.Run(() => claims.TakeAsync(_run, planned, claimant, null, None))));

        var holder = Assert.Single(got.Select(claim => claim.Token).Distinct());
        Assert.Contains(holder, claimants);
        await claims.ReleaseAsync(_run, planned, holder, None);
        var next = Guid.NewGuid();
        Assert.Equal(next, (await claims.TakeAsync(_run, planned, next, null, None)).Token);
    }

    [Fact]
    public async Task Instances_that_append_to_one_log_at_once_lose_and_double_nothing()
    {
        var ids = Enumerable.Range(0, _run.Invocations).Select(i => $"e:{i}").ToList();

        using var metrics = new Metrics();
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(instance => Task.Run(async () =>
        {
            var services = new LogServices(_retry, TimeProvider.System, Guid.NewGuid, (_, _) => { }, metrics);
            var log = new RunLogs(_store, _paths, services).Of(_run);
            // Every line is brought by two instances, as after a message that was delivered twice.
            foreach (var id in ids.Where((_, i) => i % Instances == instance || (i + 1) % Instances == instance))
                await log.AppendAsync(Line(id), None);
        })));

        var content = await _store.ReadAsync(_run.LogObject, None);
        var lines = Encoding.UTF8.GetString(content!.Content.Span).TrimEnd('\n').Split('\n');
        Assert.Equal(
            ids.Select(id => Line(id).ToString()).Order(StringComparer.Ordinal),
            lines.Where(line => line.Contains("event_id", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(
            "loadgen_complete",
            Assert.Single(lines, line => !line.Contains("event_id", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    // Nothing here is ever empty; Google's storage-testbench answers a download of nothing with a Content-Range that no client can read.
    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    [InlineData(12_000_000)] // more than one chunk of the client's
    public async Task Content_of_any_size_comes_back_as_it_was(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);

        var generation = await _store.WriteAsync("a/b c.bin", content, "application/octet-stream", 0, None);

        var read = await _store.ReadAsync("a/b c.bin", None);
        Assert.Equal(generation, read!.Generation);
        Assert.True(content.AsSpan().SequenceEqual(read.Content.Span));
    }

    private LogLine Line(string id) => new(
        LineKey.OfEvent(id),
        Encoding.UTF8.GetBytes(
            $$"""
            {"experiment_id":"{{_run.ExperimentId}}","scenario":"{{_run.Scenario}}","event_id":"{{id}}","trace_hour":"{{_run.TraceHour}}",
            """ + $$"""
            "run_id":"{{_run.RunId}}","outcome":"ok"}
            """));
}
