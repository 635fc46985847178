using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Cloud.Workloads;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Local;

/// <summary>What the planners of a local cloud have stored of an hour, and what they would plan for it.</summary>
/// <param name="time">The machine's clock.</param>
internal sealed class StoredHours(UpState state, TraceHour hour, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StorageClient _storage = StorageClients.For(state.StorageEmulatorHost).Build();

    /// <summary>Which run the hour has.</summary>
    /// <returns><see langword="null"/> where it has none.</returns>
    /// <exception cref="LocalCloudException">Cloud Storage does not answer, or what is stored cannot be read.</exception>
    public Task<HourHolder?> FindHolderAsync(UpScenario scenario, CancellationToken cancellationToken) => AskAsync(
        token => RunsOf(scenario).FindHolderAsync(scenario.ExperimentId, scenario.Scenario, hour, token), cancellationToken);

    /// <summary>
    /// The events that a tick would be planned to: a replay's are those of the run that it repeats, any other's what the workload says
    /// now.
    /// </summary>
    /// <exception cref="WorkloadException">The workload has errors.</exception>
    /// <exception cref="WorkloadUnavailableException">The workload cannot be read.</exception>
    /// <exception cref="LocalCloudException">Cloud Storage does not answer, or what is stored cannot be read.</exception>
    public async Task<IReadOnlyList<PlannedEvent>> PlanAsync(UpScenario scenario, bool isReplay, CancellationToken cancellationToken)
    {
        var runs = RunsOf(scenario);
        var original = isReplay
            ? await AskAsync(token => runs.FindOriginalAsync(scenario.ExperimentId, scenario.Scenario, hour, token), cancellationToken)
            : null;
        var workload = original is null
            ? await ReadWorkloadAsync(scenario, cancellationToken)
            : await AskAsync(token => runs.FindWorkloadAsync(original, token), cancellationToken)
                ?? BuiltInWorkload.Of(scenario.Parameters);
        return workload.Expand(scenario.ExperimentId, hour, original?.JitterSeconds ?? scenario.JitterS);
    }

    public void Dispose() => _storage.Dispose();

    private RunStore RunsOf(UpScenario scenario) => new(
        new CloudObjectStore(_storage, scenario.Bucket, time), new RunPaths(scenario.LogPrefix), new StoreRetry(time, static () => 1));

    private Task<Workload> ReadWorkloadAsync(UpScenario scenario, CancellationToken cancellationToken) =>
        WorkloadFile.SourceOf(scenario.WorkloadUri, scenario.Parameters, () => _storage, time).ReadAsync(cancellationToken);

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (StoredStateException e)
        {
            throw new LocalCloudException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalCloudException(
                $"Cloud Storage at {state.StorageEmulatorHost} does not answer (not within {Patience.TotalSeconds:0} s).", e);
        }
    }
}
