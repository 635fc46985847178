using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Loadgen.Calls;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Requirements;

/// <summary>Reads requirements as people write them.</summary>
public static partial class RequirementParser
{
    /// <summary>What they look like, for help and messages.</summary>
    public const string Examples = "'ok >= 99%', 'timeout == 0', 'lag.p99 <= 10ms', 'latency.p95(crypto_key_gen) <= 2s'";

    private const string Statistics = "p50, p95, p99.9 and the like, median, mean, max";

    /// <summary>Reads one.</summary>
    /// <param name="problem">Where it is none: what was found and what is allowed.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Requirement? requirement, [NotNullWhen(false)] out string? problem)
    {
        requirement = null;
        if (Shape().Match(text) is not { Success: true } shape)
        {
            problem = $"found {Excerpt.Quoted(text)}; allowed: a metric, perhaps a function, one of <=, <, >=, >, ==, and a value, as in "
                + Examples;
            return false;
        }

        var (name, statistic, unit) = (shape.Groups["metric"].Value, shape.Groups["statistic"].Value, shape.Groups["unit"].Value);
        var metric = Find(name, statistic);
        problem = metric is null ? ProblemOf(name, statistic) : ProblemOf(metric, name, unit);
        if (problem is null
            && !decimal.TryParse(shape.Groups["value"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            problem = $"found the value {Excerpt.Quoted(shape.Groups["value"].Value)}; allowed: a number";
        if (problem is not null)
        {
            problem = $"{Excerpt.Quoted(text)}: {problem}";
            return false;
        }

        requirement = new(
            text.Trim(),
            metric!,
            shape.Groups["function"] is { Success: true, Value: var function } ? function.Trim() : null,
            shape.Groups["comparison"].Value,
            decimal.Parse(shape.Groups["value"].Value, CultureInfo.InvariantCulture),
            unit);
        return true;
    }

    private static Metric? Find(string name, string statistic)
    {
        if (OutcomeNames.Find(name) is { } outcome)
            return statistic.Length == 0 ? new Metric.Count(outcome) : null;
        return (name, FindStatistic(statistic)) switch
        {
            ("lag", { } found) => new Metric.Lag(found),
            ("latency", { } found) => new Metric.Latency(found),
            _ => null,
        };
    }

    private static Statistic? FindStatistic(string text) => text switch
    {
        "median" => new Statistic.Percentile(50),
        "max" => new Statistic.Percentile(100),
        "mean" => new Statistic.Mean(),
        ['p', .. var number]
            when decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100 => new Statistic.Percentile(percent),
        _ => null,
    };

    private static string ProblemOf(string name, string statistic) =>
        OutcomeNames.Find(name) is not null ? $"found the statistic '{statistic}'; allowed: none, since {name} is counted"
        : name is not ("lag" or "latency") ? $"found the metric '{name}'; allowed: lag, latency, {OutcomeNames.Allowed}"
        : $"found {(statistic.Length == 0 ? "no statistic" : $"the statistic '{statistic}'")}; allowed, as in {name}.p99: {Statistics}";

    private static string? ProblemOf(Metric metric, string name, string unit) => (metric, unit) switch
    {
        (Metric.Count, "" or "%") or (Metric.Lag or Metric.Latency, "ms" or "s") => null,
        (Metric.Count, _) => $"found the unit '{unit}'; allowed: % or none, since {name} is counted",
        _ => $"found {(unit.Length == 0 ? "no unit" : $"the unit '{unit}'")}; allowed: ms, s",
    };

    [GeneratedRegex(
        """
        ^\s*(?<metric>[a-z_]+)(\.(?<statistic>[a-z0-9.]+))?\s*(\((?<function>[^()]+)\))?\s*(?<comparison><=|>=|==|<|>)\s*
        (?<value>[0-9.]+)\s*(?<unit>[a-zA-Z%]*)\s*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Shape();
}
