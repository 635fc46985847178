using Loadgen.Analysis.Verification;
using Loadgen.Cli.Verification;
using Loadgen.Cloud.Storage;
using Loadgen.Records;
using Loadgen.Serialization;

namespace Loadgen.Cli.Local;

/// <summary>Reads what a run has stored, which alone counts.</summary>
internal static class RunResultReader
{
    /// <summary>Reads and judges a run's log.</summary>
    /// <param name="cloud">Where it is stored.</param>
    /// <param name="isComplete">Whether it ended by itself.</param>
    public static async Task<RunResult> ReadAsync(LocalCloud cloud, RehearsedRun run, bool isComplete)
    {
        var (plan, bucket) = (run.Plan, run.Scenario.Configuration.Log.Bucket!);
        var store = new CloudObjectStore(cloud.Storage.Client, bucket, TimeProvider.System);
        var stored = await store.ReadAsync(plan.Run.LogObject, CancellationToken.None);
        var content = stored?.Content ?? ReadOnlyMemory<byte>.Empty;

        var file = Path.Combine([cloud.Folder.Storage, bucket, .. plan.Run.LogObject.Split('/')]);
        var place = File.Exists(file) ? file : $"gs://{bucket}/{plan.Run.LogObject}";
        var verified = new VerifiedLog(place, RunVerifier.Verify(RunLogReader.Read(content), new VerificationOptions { Plans = [plan] }));
        return new(plan, place, [.. JsonLines.Split(content).Where(line => !line.IsEmpty)], verified, isComplete);
    }
}
