using Loadgen.Analysis.Verification;
using Loadgen.Cli.Verification;
using Loadgen.Cloud.Storage;
using Loadgen.Planning;
using Loadgen.Serialization;

namespace Loadgen.Cli.Rehearsals;

/// <summary>Reads what a run has stored, which alone counts.</summary>
internal static class RunResultReader
{
    /// <summary>Reads and judges a run's log.</summary>
    /// <param name="cloud">Where it is stored.</param>
    /// <param name="storageFolder">The folder of <paramref name="cloud"/>'s objects.</param>
    /// <param name="isComplete">Whether it ended by itself.</param>
    public static async Task<RunResult> ReadAsync(LocalCloud cloud, string storageFolder, string bucket, HourPlan plan, bool isComplete)
    {
        var store = new CloudObjectStore(cloud.Storage, bucket, TimeProvider.System);
        var stored = await store.ReadAsync(plan.Run.LogObject, CancellationToken.None);
        var content = stored?.Content ?? ReadOnlyMemory<byte>.Empty;

        var file = Path.Combine([storageFolder, bucket, .. plan.Run.LogObject.Split('/')]);
        var place = File.Exists(file) ? file : $"gs://{bucket}/{plan.Run.LogObject}";
        var verified = VerifiedLog.Of(new(place, content), new VerificationOptions { Plans = [plan] });
        return new(plan, place, [.. JsonLines.Split(content).Where(line => !line.IsEmpty)], verified, isComplete);
    }
}
