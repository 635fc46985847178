namespace Loadgen.Emulation.Storage.Faults;

/// <summary>Which faults happen, as <c>PUT /_emulator/faults</c> takes it. The default is none.</summary>
public sealed record FaultSettings
{
    /// <summary>The most that <see cref="LatencyMs"/> may be.</summary>
    public const int LongestLatencyMs = 600_000;

    /// <summary>The least that <see cref="ObjectWritesPerSecond"/> may be, 0 aside.</summary>
    public const double SlowestWrites = 0.001;

    /// <summary>The most that <see cref="ObjectWritesPerSecond"/> may be.</summary>
    public const double FastestWrites = 1_000_000;

    /// <summary>The probability of a 429, 0 to 1.</summary>
    public double TooManyRequests { get; init; }

    /// <summary>The probability of a 503, 0 to 1.</summary>
    public double Unavailable { get; init; }

    /// <summary>The probability of a connection that breaks before the request took effect, 0 to 1.</summary>
    public double ResetBefore { get; init; }

    /// <summary>The probability of a connection that breaks after the request took effect, 0 to 1.</summary>
    public double ResetAfter { get; init; }

    /// <summary>Each request waits a random time up to this many milliseconds.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Each request waits this many milliseconds at least.</summary>
    public int LeastLatencyMs { get; init; }

    /// <summary>
    /// How many writes a second an object takes; whatever comes sooner after the last one is refused with 429. 0: any number. Cloud Storage
    /// takes about one.
    /// </summary>
    public double ObjectWritesPerSecond { get; init; }

    /// <summary>Whether preconditions count for nothing, as with some other emulators: for testing that this is noticed.</summary>
    public bool IgnorePreconditions { get; init; }

    /// <summary>Whether reads are spared the faults (not the latency).</summary>
    public bool WritesOnly { get; init; }

    /// <summary>Faults of the very next requests, in order; the probabilities count after them.</summary>
    public IReadOnlyList<FaultOrder> Next { get; init; } = [];

    internal IReadOnlyList<(FaultKind Kind, double Probability)> Probabilities =>
    [
        (FaultKind.TooManyRequests, TooManyRequests),
        (FaultKind.Unavailable, Unavailable),
        (FaultKind.ResetBefore, ResetBefore),
        (FaultKind.ResetAfter, ResetAfter),
    ];

    /// <summary>What is wrong with these settings, or <see langword="null"/> where they make sense.</summary>
    public string? FindProblem()
    {
        foreach (var (kind, probability) in Probabilities)
        {
            if (!(probability is >= 0 and <= 1))
                return $"{kind} is {probability}; a probability lies between 0 and 1.";
        }

        var sum = Probabilities.Sum(fault => fault.Probability);
        if (sum > 1)
            return $"The faults' probabilities add up to {sum}; at most 1 is allowed.";
        if (LatencyMs is < 0 or > LongestLatencyMs)
            return $"{nameof(LatencyMs)} is {LatencyMs}; 0 to {LongestLatencyMs} is allowed.";
        if (LeastLatencyMs < 0 || LeastLatencyMs > LatencyMs)
            return $"{nameof(LeastLatencyMs)} is {LeastLatencyMs}; 0 to {nameof(LatencyMs)}, {LatencyMs}, is allowed.";
        if (!(ObjectWritesPerSecond is 0 or (>= SlowestWrites and <= FastestWrites)))
            return $"{nameof(ObjectWritesPerSecond)} is {ObjectWritesPerSecond}; 0 or {SlowestWrites} to {FastestWrites} is allowed.";
        if (Next is null)
            return $"{nameof(Next)} is null; a list is allowed.";
        return Next.FirstOrDefault(order => !Enum.IsDefined(order.Kind) || order.Count < 1) is { } wrong
            ? $"{nameof(Next)} has '{wrong.Kind}' for {wrong.Count} requests; a fault and at least 1 are needed."
            : null;
    }
}
