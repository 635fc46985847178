using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Instances;

/// <summary>What a function does with one push; its token says that the instance stops or Pub/Sub hung up.</summary>
internal delegate Task<Disposition> PushHandling(PushRequest push, CancellationToken stop);

/// <summary>One instance of a function: it serves pushes until it is stopped or crashes, and what it was doing is lost with it.</summary>
internal sealed class Instance
{
    private readonly Place _place;
    private readonly TimeProvider _time;
    private readonly History _history;
    private readonly PushHandling _handle;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _gone = new();

    /// <param name="start">Puts it together; its token says that the instance is told to stop.</param>
    /// <param name="continuations">How many continuations it lives; <see langword="null"/>: until it is stopped.</param>
    public Instance(
        VirtualWorld world,
        Life life,
        Func<CancellationToken, PushHandling> start,
        int? continuations,
        Timeline timeline,
        History history)
    {
        Life = life;
        _time = world.Clock;
        _handle = start(_stopping.Token);
        _history = history;
        _place = new Place(world)
        {
            LifeLeft = continuations,
            Destroyed = () =>
            {
                history.Gone(life);
                timeline.Add(life.Name, $"is gone");
                _gone.TrySetResult();
            },
        };
    }

    public Life Life { get; }

    /// <summary>Whether it takes no more pushes.</summary>
    public bool IsClosed => _place.IsGone || _stopping.IsCancellationRequested;

    /// <summary>SIGTERM: it may finish within the grace period.</summary>
    public async Task StopAsync()
    {
        _history.Stopped(Life);
        _ = _place.RunAsync(() => Task.FromResult(Cancel()));
        await Task.Delay(Life.Grace, _time);
        _place.Destroy();
    }

    /// <summary>Answers a push with its HTTP status.</summary>
    /// <exception cref="IOException">The instance crashed meanwhile.</exception>
    public async Task<int> PushAsync(Push push, PushRequest request, CancellationToken hungUp)
    {
        var handling = _place.RunAsync(() => HandleAsync(push, request, hungUp));
        await Task.WhenAny(handling, _gone.Task);
        return handling.IsCompleted ? await handling : throw new IOException($"{Life.Name} is gone");
    }

    /// <summary>Here and now: <c>CancelAsync</c> would leave the world for the thread pool.</summary>
    private bool Cancel()
    {
        _stopping.Cancel();
        return true;
    }

    /// <summary>An exception is answered with 500, as the Functions Framework does.</summary>
    private async Task<int> HandleAsync(Push push, PushRequest request, CancellationToken hungUp)
    {
        int status;
        _history.Enter(push);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(hungUp, _stopping.Token);
        try
        {
            status = await _handle(request, stop.Token) is Disposition.Acknowledged ? 200 : 503;
        }
        catch (Exception e)
        {
            push.Failure = e;
            status = 500;
        }

        _history.Answered(push, status);
        return status;
    }
}
