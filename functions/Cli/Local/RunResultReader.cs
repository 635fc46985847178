using Loadgen.Analysis.Verification;
using Loadgen.Cli.Verification;
using Loadgen.Cloud.Storage;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Cli.Local;

/// <summary>Reads what a run has stored, which alone counts: its log, and the lines that are still in shards beside it.</summary>
internal static class RunResultReader
{
    /// <summary>Reads and judges a run's lines.</summary>
    /// <param name="cloud">Where they are stored, by functions that have stopped: nothing changes any more.</param>
    /// <param name="isComplete">Whether it ended by itself.</param>
    public static async Task<RunResult> ReadAsync(LocalCloud cloud, RehearsedRun run, bool isComplete)
    {
        var (plan, settings) = (run.Plan, run.Scenario.Configuration.Log);
        var (bucket, identity) = (settings.Bucket!, RunIdentity.Of(plan.Run));
        var store = new CloudObjectStore(cloud.Storage.Client, bucket, TimeProvider.System);
        var folder = new RunPaths(settings.Prefix).ShardsOf(identity);
        var stored = await store.ListAsync(folder, CancellationToken.None);
        var content = await ReadAsync(plan.Run.LogObject);
        var contents = new List<(string Place, byte[] Content)>();
        foreach (var shard in ShardView.Of(stored, RunLogReader.Read(content).Entries, identity).Counting)
            contents.Add((PlaceOf(folder + shard.ObjectName), await ReadAsync(folder + shard.ObjectName)));

        var place = PlaceOf(plan.Run.LogObject);
        var digest = LogDigestReader.Read(
            () => new MemoryStream(content),
            [.. contents.Select(shard => (shard.Place, (Func<Stream>)(() => new MemoryStream(shard.Content))))],
            CancellationToken.None);
        var verified = new VerifiedLog(place, RunVerifier.Verify(digest, new VerificationOptions { Plans = [plan] }));
        var lines = contents.Select(shard => shard.Content).Prepend(content).SelectMany(part => JsonLines.Split(part));
        return new(plan, place, [.. lines.Where(line => !line.IsEmpty)], verified, isComplete);

        async Task<byte[]> ReadAsync(string name) =>
            (await store.ReadAsync(name, CancellationToken.None))?.Content.ToArray() ?? [];

        string PlaceOf(string name)
        {
            var file = Path.Combine([cloud.Folder.Storage, bucket, .. name.Split('/')]);
            return File.Exists(file) ? file : $"gs://{bucket}/{name}";
        }
    }
}
