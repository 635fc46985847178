using System.Globalization;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Figures;

/// <summary>Hours of a long experiment that share a point, so that a picture has no more than can be told apart.</summary>
/// <param name="Hours">How many.</param>
internal sealed record HourGroups(int Hours)
{
    public int Seconds => Hours * 3600;

    /// <summary>Such as <c>each hour</c>.</summary>
    public string Each => Hours == 1 ? "each hour" : string.Create(CultureInfo.InvariantCulture, $"each {Hours} hours");

    /// <summary>For a point in each hour that has a run.</summary>
    public static HourGroups OfRuns(EventDatabase database) => Of(database, "count(DISTINCT trace_hour_utc)");

    /// <summary>For a point in each hour from the first run to the last.</summary>
    public static HourGroups OfAll(EventDatabase database) =>
        Of(database, "coalesce(epoch(max(trace_hour_utc)) - epoch(min(trace_hour_utc)), 0) / 3600 + 1");

    private static HourGroups Of(EventDatabase database, string points) => database.Read(
        $"SELECT ({points})::DOUBLE FROM chosen",
        row => new HourGroups(Math.Max(1, (int)Math.Ceiling(row.GetDouble(0) / FigureContext.MostHours))))[0];
}
