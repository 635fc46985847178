namespace Loadgen.Emulation.Storage.Faults;

/// <summary>Decides, for one request after the other, which fault befalls it. The same seed and requests give the same faults.</summary>
/// <param name="random">Where chance comes from; used under a lock.</param>
public sealed class StorageFaults(Random random)
{
    private readonly Lock _lock = new();
    private readonly Queue<FaultOrder> _next = new();
    private readonly Dictionary<FaultKind, long> _injected = [];

    private FaultSettings _settings = new();

    /// <summary>What is in force; <see cref="FaultSettings.Next"/> holds what is still to come.</summary>
    /// <exception cref="ArgumentException">The settings mean nothing.</exception>
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
                foreach (var order in value.Next)
                    _next.Enqueue(order);
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

    /// <summary>Lets a fault befall the next requests, after those ordered before.</summary>
    /// <param name="kind">The fault.</param>
    /// <param name="count">How many requests.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public void FailNext(FaultKind kind, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_lock)
            _next.Enqueue(new(kind, count));
    }

    /// <summary>Decides about one request.</summary>
    /// <param name="write">Whether it changes anything.</param>
    public FaultDecision Decide(bool write)
    {
        lock (_lock)
        {
            var latency = _settings.LatencyMs > 0
                ? TimeSpan.FromMilliseconds(random.NextDouble() * _settings.LatencyMs)
                : TimeSpan.Zero;
            var kind = write || !_settings.WritesOnly ? NextKind() : FaultKind.None;
            if (kind != FaultKind.None)
                _injected[kind] = _injected.GetValueOrDefault(kind) + 1;
            return new(kind, latency);
        }
    }

    private FaultKind NextKind()
    {
        if (_next.TryDequeue(out var order))
        {
            // What is left of an order stays in front.
            if (order.Count > 1)
            {
                var later = _next.ToArray();
                _next.Clear();
                _next.Enqueue(order with { Count = order.Count - 1 });
                foreach (var other in later)
                    _next.Enqueue(other);
            }

            return order.Kind;
        }

        var chance = random.NextDouble();
        ReadOnlySpan<(FaultKind Kind, double Probability)> faults =
        [
            (FaultKind.TooManyRequests, _settings.TooManyRequests),
            (FaultKind.Unavailable, _settings.Unavailable),
            (FaultKind.ResetBefore, _settings.ResetBefore),
            (FaultKind.ResetAfter, _settings.ResetAfter),
        ];
        foreach (var (kind, probability) in faults)
        {
            if (chance < probability)
                return kind;
            chance -= probability;
        }

        return FaultKind.None;
    }
}
