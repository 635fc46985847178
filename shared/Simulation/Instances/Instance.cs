using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Instances;

/// <summary>What a function does with one push; its token says that the instance stops or Pub/Sub hung up.</summary>
internal delegate Task<Disposition> PushHandling(PushRequest push, CancellationToken stop);

/// <summary>One instance of a function: it serves pushes until it is stopped or crashes, and what it was doing is lost with it.</summary>
internal sealed class Instance
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Place _place;
    private readonly TimeProvider _time;
    private readonly PushHandling _handle;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _gone = new();

    public Instance(VirtualWorld world, string name, PushHandling handle, int? life, Timeline timeline)
    {
        Name = name;
        _time = world.Clock;
        _handle = handle;
        _place = new Place(world)
        {
            LifeLeft = life,
            Destroyed = () =>
            {
                timeline.Add(name, $"is gone");
                _gone.TrySetResult();
            },
        };
    }

    public string Name { get; }

    /// <summary>Whether it takes no more pushes.</summary>
    public bool IsClosed => _place.IsGone || _stopping.IsCancellationRequested;

    /// <summary>SIGTERM: it may finish within the grace period.</summary>
    public async Task StopAsync()
    {
        _ = _place.RunAsync(() => Task.FromResult(Cancel()));
        await Task.Delay(Grace, _time);
        _place.Destroy();
    }

    /// <summary>Answers a push with its HTTP status.</summary>
    /// <exception cref="IOException">The instance crashed meanwhile.</exception>
    public async Task<int> PushAsync(PushRequest push, CancellationToken hungUp)
    {
        var handling = _place.RunAsync(() => HandleAsync(push, hungUp));
        await Task.WhenAny(handling, _gone.Task);
        return handling.IsCompleted ? await handling : throw new IOException($"{Name} is gone");
    }

    /// <summary>Here and now: <c>CancelAsync</c> would leave the world for the thread pool.</summary>
    private bool Cancel()
    {
        _stopping.Cancel();
        return true;
    }

    private async Task<int> HandleAsync(PushRequest push, CancellationToken hungUp)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(hungUp, _stopping.Token);
        return await _handle(push, stop.Token) is Disposition.Acknowledged ? 200 : 503;
    }
}
