namespace Loadgen.Emulation.Storage.Faults;

/// <summary>Decides, for one request after the other, which fault it meets. The same seed and requests give the same faults.</summary>
/// <param name="random">Where chance comes from; used under a lock.</param>
public sealed class StorageFaults(Random random)
{
    private readonly Lock _lock = new();
    private readonly List<FaultOrder> _next = [];
    private readonly Dictionary<FaultKind, long> _injected = [];

    private FaultSettings _settings = new();

    /// <summary>What is in force; <see cref="FaultSettings.Next"/> holds what is still to come.</summary>
    /// <exception cref="ArgumentException">The settings make no sense.</exception>
    public FaultSettings Settings
    {
        get
        {
            lock (_lock)
                return _settings with { Next = [.. _next] };
        }

        set
        {
            if (value.FindProblem() is { } problem)
                throw new ArgumentException(problem, nameof(value));
            lock (_lock)
            {
                _settings = value;
                _next.Clear();
                _next.AddRange(value.Next);
            }
        }
    }

    /// <summary>How often each fault has happened.</summary>
    public IReadOnlyDictionary<FaultKind, long> Injected
    {
        get
        {
            lock (_lock)
                return new Dictionary<FaultKind, long>(_injected);
        }
    }

    /// <summary>Gives the next requests a fault, after those ordered before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public void FailNext(FaultKind kind, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_lock)
            _next.Add(new(kind, count));
    }

    /// <summary>Decides about one request.</summary>
    /// <param name="write">Whether it changes anything.</param>
    public FaultDecision Decide(bool write)
    {
        lock (_lock)
        {
            var more = _settings.LatencyMs - _settings.LeastLatencyMs;
            var latency = TimeSpan.FromMilliseconds(_settings.LeastLatencyMs + (more > 0 ? random.NextDouble() * more : 0));
            var kind = write || !_settings.WritesOnly ? NextKind() : FaultKind.None;
            if (kind != FaultKind.None)
                _injected[kind] = _injected.GetValueOrDefault(kind) + 1;
            return new(kind, latency);
        }
    }

    private FaultKind NextKind()
    {
        if (_next is [var order, ..])
        {
            if (order.Count > 1)
                _next[0] = order with { Count = order.Count - 1 };
            else
                _next.RemoveAt(0);
            return order.Kind;
        }

        var chance = random.NextDouble();
        foreach (var (kind, probability) in _settings.Probabilities)
        {
            if (chance < probability)
                return kind;
            chance -= probability;
        }

        return FaultKind.None;
    }
}
