using System.Collections.ObjectModel;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cli.Local;

/// <summary>A tick for scenarios of a local cloud. What becomes of it is what their planners store.</summary>
/// <param name="stored">What the planners have stored of the hour.</param>
/// <param name="shell">Told what is waited for, where it takes long.</param>
internal sealed class LocalTick(UpState state, TraceHour hour, StoredHours stored, Shell shell) : IDisposable
{
    /// <summary>A planner takes a tick within a second or two, cold, on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly PubSubRest _pubSub = new(state.PubSubEmulatorHost, shell.Time, shell.Error.WriteLine);

    public bool DryRun { get; init; }

    public bool Replay { get; init; }

    /// <summary>Publishes it to all of them.</summary>
    /// <returns>What becomes of it, in their order.</returns>
    /// <exception cref="LocalCloudException">Pub/Sub refuses, or it or Cloud Storage does not answer.</exception>
    public async Task<IReadOnlyList<TickReceipt>> PublishAsync(IReadOnlyList<UpScenario> scenarios, CancellationToken cancellationToken)
    {
        var receipts = new List<Task<TickReceipt>>();
        foreach (var scenario in scenarios)
        {
            var before = await stored.FindHolderAsync(scenario, cancellationToken);
            var id = await _pubSub.PublishAsync(scenario.TicksTopic, Message, cancellationToken);
            receipts.Add(FollowAsync(scenario, before, id, cancellationToken));
        }

        return await Task.WhenAll(receipts);
    }

    public void Dispose() => _pubSub.Dispose();

    private TopicMessage Message =>
        new("a tick", new Tick(hour, DryRun ? true : null, Replay).ToUtf8(), ReadOnlyDictionary<string, string>.Empty);

    private async Task<TickReceipt> FollowAsync(
        UpScenario scenario, HourHolder? before, string messageId, CancellationToken cancellationToken)
    {
        if (Replay || DryRun || scenario.DryRun)
            return new(scenario, TickFate.TakesNoHour);

        // An emulator that was started again counts from 1 again: who had the hour before this tick is somebody else.
        if (before is not null)
            return new(scenario, TickFate.Duplicate, before.RunId);
        return await WaitForHolderAsync(scenario, cancellationToken) is { } holder
            ? new(scenario, holder.TickId == messageId ? TickFate.Begun : TickFate.Duplicate, holder.RunId)
            : new(scenario, TickFate.NotTaken);
    }

    private async Task<HourHolder?> WaitForHolderAsync(UpScenario scenario, CancellationToken cancellationToken)
    {
        for (var begun = shell.Time.GetTimestamp(); shell.Time.GetElapsedTime(begun) < Patience;)
        {
            if (await stored.FindHolderAsync(scenario, cancellationToken) is { } holder)
                return holder;
            await Task.Delay(PollInterval, shell.Time, cancellationToken);
        }

        return null;
    }
}

/// <summary>What became of a tick.</summary>
/// <param name="RunId">The run that the hour has.</param>
internal sealed record TickReceipt(UpScenario Scenario, TickFate Fate, string? RunId = null);

internal enum TickFate
{
    /// <summary>It became the hour's run.</summary>
    Begun,

    /// <summary>Another tick has the hour: nothing is planned.</summary>
    Duplicate,

    /// <summary>A replay or a dry run, which takes no hour from anybody.</summary>
    TakesNoHour,

    /// <summary>It is published, and no planner has taken it yet.</summary>
    NotTaken,
}
