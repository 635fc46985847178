using System.Globalization;
using Loadgen.Analysis.Measurements;

namespace Loadgen.Analysis.Requirements;

/// <summary>Whether a requirement was met.</summary>
/// <param name="Found">What was found, in the requirement's unit; <see langword="null"/> where nothing was.</param>
/// <param name="Details">What was found, in words, or why nothing was.</param>
public sealed record RequirementResult(Requirement Requirement, bool Passed, decimal? Found, string Details)
{
    /// <summary>Judges a requirement. One about nothing is not met.</summary>
    /// <param name="measurements">The events of all runs.</param>
    public static RequirementResult Of(Requirement requirement, IReadOnlyCollection<Measurement> measurements)
    {
        var events = requirement.FunctionId is { } id ? [.. measurements.Where(measured => measured.FunctionId == id)] : measurements;
        if (events.Count == 0)
        {
            var functions = measurements.Select(measured => measured.FunctionId).Distinct().Order(StringComparer.Ordinal).ToList();
            return Nothing(functions.Count == 0
                ? "no events"
                : $"no events of this function; there are {string.Join(", ", functions)}");
        }

        return requirement.Metric switch
        {
            Metric.Count(var outcome) => OfCount(events.Count(measured => measured.Outcome == outcome)),
            Metric.Lag(var statistic) => OfDurations(statistic, events.Select(measured => Milliseconds(measured.Lag))),
            Metric.Latency(var statistic) => OfDurations(statistic, events.Select(measured => measured.Latency)),
            var other => throw new InvalidOperationException($"No metric {other}."),
        };

        RequirementResult OfCount(int count)
        {
            var found = requirement.Unit is "%" ? count * 100m / events.Count : count;
            return Result(found, string.Create(CultureInfo.InvariantCulture, $"{count} of {events.Count} events"));
        }

        RequirementResult OfDurations(Statistic statistic, IEnumerable<decimal?> durations)
        {
            var sorted = durations.OfType<decimal>().Order().ToList();
            if (sorted.Count == 0)
                return Nothing("no measurements");

            var milliseconds = statistic is Statistic.Percentile(var percent)
                ? Quantile.Of(sorted, percent)
                : sorted.Sum(duration => duration / sorted.Count);
            return Result(
                requirement.Unit is "s" ? milliseconds / 1000 : milliseconds,
                string.Create(CultureInfo.InvariantCulture, $"of {sorted.Count} measurements"));
        }

        RequirementResult Result(decimal found, string details) => new(requirement, requirement.Allows(found), found, details);

        RequirementResult Nothing(string why) => new(requirement, Passed: false, Found: null, why);
    }

    private static decimal? Milliseconds(TimeSpan? span) => span?.Ticks / (decimal)TimeSpan.TicksPerMillisecond;
}
