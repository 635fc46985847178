namespace Loadgen.Analysis.Requirements;

/// <summary>Something that the events of all runs together must fulfil, such as <c>latency.p95(crypto_key_gen) &lt;= 2s</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Metric">What of the events is looked at.</param>
/// <param name="FunctionId">Whose events; <see langword="null"/>: all.</param>
/// <param name="Comparison">How the value that is found must compare to the limit.</param>
/// <param name="Limit">In <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>ms</c>, <c>s</c> or <c>%</c>; empty for a number of events.</param>
public sealed record Requirement(string Text, Metric Metric, string? FunctionId, string Comparison, decimal Limit, string Unit)
{
    /// <summary>Whether a value fulfils it.</summary>
    /// <param name="value">In <see cref="Unit"/>.</param>
    public bool Allows(decimal value) => Comparison switch
    {
        "<=" => value <= Limit,
        "<" => value < Limit,
        ">=" => value >= Limit,
        ">" => value > Limit,
        "==" => value == Limit,
        _ => throw new InvalidOperationException($"No comparison '{Comparison}'."),
    };
}

/// <summary>What a requirement looks at.</summary>
public abstract record Metric
{
    private Metric()
    {
    }

    /// <summary>How many events ended in an outcome, or their share of all planned ones.</summary>
    public sealed record Count(Calls.Outcome Outcome) : Metric;

    /// <summary>How late calls began (<c>start_lag_ms</c>).</summary>
    public sealed record Lag(Statistic Statistic) : Metric;

    /// <summary>How long they took (<c>end_to_end_latency_ms</c>, which a call that failed may have too).</summary>
    public sealed record Latency(Statistic Statistic) : Metric;
}

/// <summary>One number for many.</summary>
public abstract record Statistic
{
    private Statistic()
    {
    }

    /// <summary>A percentile by nearest rank.</summary>
    /// <param name="Percent">Above 0, at most 100, which is the greatest value.</param>
    public sealed record Percentile(decimal Percent) : Statistic;

    /// <summary>The arithmetic mean.</summary>
    public sealed record Mean : Statistic;
}
