using System.Collections.Concurrent;
using System.Globalization;
using Crash.Tests.Cloud;
using Crash.Tests.Processes;

namespace Crash.Tests.Hours;

/// <summary>Ends one instance after the other, at moments and in ways that its random numbers decide.</summary>
/// <param name="deployment">Whose instances.</param>
/// <param name="random">Decides; nobody else's.</param>
internal sealed class Killer(Deployment deployment, Random random)
{
    private const double ShareOfStops = 0.3;

    // Of the machine: what an instance needs to start and get something done.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly List<Task> _stopping = [];
    private readonly ConcurrentQueue<string> _problems = [];

    /// <summary>How often it was SIGKILL.</summary>
    public int Kills { get; private set; }

    /// <summary>How often it was SIGTERM.</summary>
    public int Stops => _stopping.Count;

    /// <summary>The instances that did not end in order when they were told to.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Goes on until it is cancelled, and until the last instance that was told to stop has done so.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var pause = ShortestPause + ((LongestPause - ShortestPause) * random.NextDouble());
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
                EndOne();
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_stopping);
        }
    }

    private void EndOne()
    {
        var service = random.Next(3) == 0 ? deployment.Planner : deployment.Invoker;
        var (which, isStop) = (random.NextDouble(), random.NextDouble() < ShareOfStops);
        // One that is killed already may take a busy machine a while to be gone, and could not stop in order any more.
        var serving = service.Serving.Where(process => !process.HadToEnd).ToList();
        if (serving.Count == 0)
            return;

        var victim = serving[(int)(which * serving.Count)];
        if (isStop)
        {
            _stopping.Add(StopAsync(victim));
            return;
        }

        victim.Kill();
        Kills++;
    }

    private async Task StopAsync(FunctionProcess victim)
    {
        if (await victim.StopAsync() is not 0 and var exitCode)
            _problems.Enqueue(string.Create(CultureInfo.InvariantCulture, $"promise 8: {victim.Name} ended with {exitCode} when it was told to stop"));
    }
}
