using System.Runtime.ExceptionServices;

namespace Loadgen.Simulation.Kernel;

/// <summary>
/// Runs asynchronous code on one thread and on virtual time: whatever can run runs, in an order that a seed decides; when nothing can, the
/// clock jumps to the next timer. The same seed gives the same history, and an hour takes as long as its code.
/// </summary>
/// <remarks>
/// Code stays in the world as long as its continuations go back to where they were awaited. One that arrives from another thread would no
/// longer follow the seed, so it is an error.
/// </remarks>
public sealed class VirtualWorld
{
    /// <summary>Steps without time passing, before whatever goes round in circles is stopped. Real code takes some hundreds.</summary>
    private const int MostStepsAtOnce = 100_000;

    private readonly Random _random;
    private readonly List<Work> _ready = [];
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private ExceptionDispatchInfo? _failure;
    private long _timersCreated;
    private readonly long _mostSteps;
    private long _steps;
    private int _stepsAtOnce;

    /// <summary>Creates a world.</summary>
    /// <param name="start">What its clock says first.</param>
    /// <param name="random">Decides which of several things that can happen happens first.</param>
    /// <param name="mostSteps">How many steps it may take in all, before it counts as going round in circles.</param>
    public VirtualWorld(DateTimeOffset start, Random random, long mostSteps = 200_000)
    {
        _mostSteps = mostSteps;
        Now = start.ToUniversalTime();
        _random = random;
        Clock = new VirtualClock(this);
    }

    /// <summary>The world's clock.</summary>
    public TimeProvider Clock { get; }

    internal DateTimeOffset Now { get; private set; }

    /// <summary>Runs <paramref name="main"/>, and all that it starts, until it is done.</summary>
    /// <exception cref="WorldStuckException">It waits for something that never comes, or goes round in circles.</exception>
    public T Run<T>(Func<Task<T>> main)
    {
        var outer = SynchronizationContext.Current;
        var place = new Place(this);
        SynchronizationContext.SetSynchronizationContext(place);
        try
        {
            var task = main();
            while (!task.IsCompleted)
                Step();
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Func<Task> main) => Run(async () =>
    {
        await main();
        return true;
    });

    internal void Enqueue(Place place, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _failure = ExceptionDispatchInfo.Capture(new InvalidOperationException(
                $"A continuation left the world's thread:\n{Environment.StackTrace}"));
            return;
        }

        _ready.Add(new(place, callback, state));
    }

    internal void Schedule(VirtualTimer timer) => _timers.Enqueue(timer, (timer.Due, _timersCreated++));

    private void Step()
    {
        _failure?.Throw();
        if (++_stepsAtOnce > MostStepsAtOnce || ++_steps > _mostSteps)
            throw new WorldStuckException($"{_steps} steps were taken by {Now:HH:mm:ss.fffffff}, {_stepsAtOnce} of them then.");
        if (_ready.Count > 0)
        {
            var index = _random.Next(_ready.Count);
            var work = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            work.Run();
            return;
        }

        if (!_timers.TryDequeue(out var timer, out var at))
            throw new WorldStuckException("Everything waits, and no timer is left that could end it.");
        if (timer.Due != at.Due)
            return; // Was changed or disposed since.

        if (timer.Due > Now.UtcTicks)
        {
            Now = new DateTimeOffset(timer.Due, TimeSpan.Zero);
            _stepsAtOnce = 0;
        }

        timer.Fire();
    }

    private readonly record struct Work(Place Place, SendOrPostCallback Callback, object? State)
    {
        public void Run()
        {
            if (Place.IsGone)
                return;
            SynchronizationContext.SetSynchronizationContext(Place);
            Callback(State);
        }
    }
}

/// <summary>Time does not pass any more in a <see cref="VirtualWorld"/>.</summary>
public sealed class WorldStuckException(string message) : Exception(message);
