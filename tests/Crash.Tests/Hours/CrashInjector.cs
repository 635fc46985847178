using System.Collections.Concurrent;
using Crash.Tests.Cloud;
using Crash.Tests.Processes;

namespace Crash.Tests.Hours;

/// <summary>Crashes or stops one instance after the other, when and how its random numbers decide.</summary>
/// <param name="random">Used by nobody else.</param>
internal sealed class CrashInjector(Deployment deployment, Random random)
{
    private const double ShareOfStops = 0.3;

    // On the machine's clock: what an instance needs to start and get something done.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly List<Task> _stopping = [];
    private readonly ConcurrentQueue<string> _problems = [];

    /// <summary>How many instances got SIGKILL.</summary>
    public int Crashes { get; private set; }

    /// <summary>How many instances got SIGTERM.</summary>
    public int Stops => _stopping.Count;

    /// <summary>The instances that did not shut down cleanly when told to.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Goes on until it is cancelled and every instance that was told to stop has done so.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var pause = ShortestPause + ((LongestPause - ShortestPause) * random.NextDouble());
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
                CrashOrStopOne();
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_stopping);
        }
    }

    private void CrashOrStopOne()
    {
        var service = random.Next(3) == 0 ? deployment.Planner : deployment.Invoker;
        var (which, isStop) = (random.NextDouble(), random.NextDouble() < ShareOfStops);
        // One that has crashed may take a while to be gone on a busy machine, and could no longer shut down cleanly.
        var serving = service.Serving.Where(process => !process.HadToEnd).ToList();
        if (serving.Count == 0)
            return;

        var instance = serving[(int)(which * serving.Count)];
        if (isStop)
        {
            _stopping.Add(StopAsync(instance));
            return;
        }

        instance.Kill();
        Crashes++;
    }

    private async Task StopAsync(FunctionProcess instance)
    {
        if (await instance.StopAsync() is not 0 and var exitCode)
            _problems.Enqueue(FormattableString.Invariant($"promise 8: {instance.Name} ended with {exitCode} when it was told to stop"));
    }
}
