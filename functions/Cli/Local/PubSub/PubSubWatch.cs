namespace Loadgen.Cli.Local.PubSub;

/// <summary>
/// Watches an emulator, and wires it again after a restart: an emulator keeps everything in memory, and starts without topics.
/// </summary>
/// <param name="scenarios">What is wired.</param>
/// <param name="write">Told what happened.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class PubSubWatch(PubSubWiring wiring, IReadOnlyList<WiredScenario> scenarios, Action<string> write, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Watches until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var isGone = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(PollInterval, time, stop);
                // The last one: where the wiring was interrupted, it is the one that is missing.
                if (await wiring.IsWiredAsync(scenarios[^1], stop))
                    continue;
                foreach (var scenario in scenarios)
                    await wiring.WireAsync(scenario, stop);
                isGone = false;
                write("loadgen: Pub/Sub has forgotten everything, as an emulator does that was started again. "
                    + "Topics and subscriptions are made anew; ticks and events that it held are lost. "
                    + $"An hour that was under way can be replayed: {CommandName.Current} tick --hour … --replay.");
            }
            catch (LocalCloudException e) when (!isGone)
            {
                isGone = true;
                write($"loadgen: {e.Message} Nothing is delivered until it is back.");
            }
            catch (LocalCloudException)
            {
                // Still gone, as told.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
