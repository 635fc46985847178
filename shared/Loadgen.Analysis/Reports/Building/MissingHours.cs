namespace Loadgen.Analysis.Reports.Building;

/// <summary>Hours in which there should have been a run.</summary>
internal static class MissingHours
{
    // A few runs by hand are no rhythm.
    private const int FewestRuns = 6;
    private const int FewestDays = 3;

    /// <summary>Those that the others have, and those that belong to its own rhythm: every hour, or the same hours every day.</summary>
    /// <param name="hours">When it has a run.</param>
    /// <param name="others">When others of its experiment have one.</param>
    public static IReadOnlyList<DateTime> Of(IReadOnlyCollection<DateTime> hours, IEnumerable<DateTime> others) =>
        [.. others.Concat(RhythmOf(hours)).Distinct().Except(hours).Order()];

    private static IEnumerable<DateTime> RhythmOf(IReadOnlyCollection<DateTime> hours)
    {
        if (hours.Count < FewestRuns)
            return [];

        var (first, last) = (hours.Min(), hours.Max());
        var span = (int)(last - first).TotalHours + 1;
        if (hours.Count * 2 > span)
            return Enumerable.Range(0, span).Select(hour => first.AddHours(hour));

        var days = (last.Date - first.Date).Days + 1;
        return days < FewestDays
            ? []
            : hours.GroupBy(hour => hour.Hour)
                .Where(ofDay => ofDay.Count() * 2 > days)
                .SelectMany(ofDay => Enumerable.Range(0, days).Select(day => first.Date.AddDays(day).AddHours(ofDay.Key)))
                .Where(hour => hour >= first && hour <= last);
    }
}
