using Loadgen.Analysis.Events;
using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Figures;

/// <summary>The pictures of a report.</summary>
public static class FigureSet
{
    /// <summary>The functions that have pictures of their own.</summary>
    private const int MostFunctions = 12;

    /// <summary>The pictures, in the order in which they are read. What there is nothing of has none.</summary>
    /// <param name="database">With the view <c>chosen</c>, from which the report was made.</param>
    public static IReadOnlyList<Figure> Of(EventDatabase database, Report report)
    {
        database.Execute("""
            CREATE OR REPLACE VIEW pictured_latencies AS
            SELECT approach, function_id, trace_hour_utc, measure, ms
            FROM (
                SELECT approach, function_id, trace_hour_utc, end_to_end_ms AS ms, outcome, time_shifted, clock_speed,
                    CASE end_to_end_source WHEN 'direct_invoke' THEN 0 WHEN 'dispatcher_response' THEN 1 END AS measure
                FROM chosen
                UNION ALL
                SELECT approach, function_id, trace_hour_utc, true_end_to_end_ms, outcome, time_shifted, clock_speed, 2 FROM chosen
            )
            WHERE measure IS NOT NULL AND ms IS NOT NULL AND outcome = 'ok' AND time_shifted IS NOT TRUE AND coalesce(clock_speed, 1) = 1;
            """);
        var functions = database.Read(
            "SELECT function_id FROM chosen GROUP BY 1 ORDER BY count(*) DESC, 1", row => row.GetString(0));
        var context = new FigureContext(database, report, [.. functions.Take(MostFunctions)], Math.Max(0, functions.Count - MostFunctions));
        return
        [
            .. LatencyFigures.Of(context),
            .. DifferenceFigures.Of(context),
            .. TimelineFigures.Of(context),
            .. LagFigure.Of(context),
            .. PhaseFigures.Of(context),
            .. PlaceFigures.Of(context),
            .. IntensityFigure.Of(context),
        ];
    }
}
