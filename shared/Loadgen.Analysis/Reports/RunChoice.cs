using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports;

/// <summary>Which runs are compared, where an hour has several.</summary>
public static class RunChoice
{
    /// <summary>
    /// Makes the view <c>chosen</c>: the columns of <c>events</c>, and <c>approach</c>; of each hour of an approach the first run that is
    /// no dry run, or the one that is asked for. A dry run is chosen where there is nothing else.
    /// </summary>
    /// <param name="runIds">Runs that are asked for; the others follow the rule.</param>
    public static IReadOnlyList<Approach> Choose(EventDatabase database, IReadOnlyList<string> runIds)
    {
        database.Execute("""
            CREATE OR REPLACE TABLE approaches AS
            SELECT experiment_id, scenario,
                CASE WHEN count(*) OVER (PARTITION BY scenario) = 1 THEN scenario ELSE experiment_id || '/' || scenario END AS approach
            FROM (SELECT DISTINCT experiment_id, scenario FROM runs);
            CREATE OR REPLACE TABLE asked (run_id VARCHAR);
            """);
        foreach (var runId in runIds)
            database.Execute("INSERT INTO asked VALUES ($1)", runId);
        database.Execute("""
            CREATE OR REPLACE TABLE chosen_runs AS
            SELECT experiment_id, scenario, trace_hour_utc, run_id, approach
            FROM runs JOIN approaches USING (experiment_id, scenario)
            QUALIFY row_number() OVER (
                PARTITION BY experiment_id, scenario, trace_hour_utc
                ORDER BY run_id IN (FROM asked) DESC, coalesce(dry_run, false), started_utc NULLS LAST, run_id) = 1;
            CREATE OR REPLACE VIEW chosen AS
            SELECT events.*, approach FROM events JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id);
            """);
        return database.Read(
            "SELECT approach, experiment_id, scenario FROM approaches ORDER BY scenario, experiment_id",
            row => new Approach(row.GetString(0), row.GetString(1), row.GetString(2)));
    }
}
