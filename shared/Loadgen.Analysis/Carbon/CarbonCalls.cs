using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Carbon;

/// <summary>
/// The table <c>carbon_calls</c>, for as long as it takes: calls that succeeded, with energy and emissions where they are known.
/// </summary>
internal static class CarbonCalls
{
    public static void Create(EventDatabase database, EnergyModel model)
    {
        var functions = Names(database, "SELECT DISTINCT function_id FROM chosen ORDER BY 1");
        var regions = Names(
            database,
            "SELECT DISTINCT coalesce(execution_region, region) AS place FROM chosen WHERE place IS NOT NULL ORDER BY 1");
        database.Execute("""
            CREATE OR REPLACE TEMP TABLE function_power (function_id VARCHAR, power_w DOUBLE);
            CREATE OR REPLACE TEMP TABLE region_pue (place VARCHAR, pue DOUBLE);
            """);
        database.Execute("INSERT INTO function_power SELECT unnest($1), unnest($2)", functions, functions.ConvertAll(model.PowerOf));
        database.Execute("INSERT INTO region_pue SELECT unnest($1), unnest($2)", regions, regions.ConvertAll(model.PueOf));
        database.Execute(
            "CREATE OR REPLACE TEMP TABLE constants AS SELECT $1::DOUBLE AS kwh_of_byte", model.Network / EnergyModel.GigaByte);
        database.Execute("""
            CREATE OR REPLACE TEMP TABLE carbon_calls AS
            WITH calls AS (
                SELECT approach, function_id, trace_hour_utc, invocation_index,
                    coalesce(execution_region, region) AS place,
                    date_trunc('hour', coalesce(execution_start_utc, CASE WHEN time_shifted THEN target_utc ELSE sent_utc END)) AS hour,
                    execution_start_utc IS NULL AND coalesce(time_shifted, false) AS is_planned,
                    CASE
                        WHEN execution_ms IS NOT NULL THEN 'function'
                        WHEN end_to_end_source IN ('direct_invoke', 'dispatcher_response') THEN end_to_end_source
                    END AS source,
                    nullif(greatest(CASE WHEN source = 'function' THEN execution_ms WHEN source IS NOT NULL THEN end_to_end_ms END, -1), -1)
                        AS duration_ms,
                    coalesce(request_bytes, 0) + coalesce(response_bytes, 0) AS bytes
                FROM chosen
                WHERE outcome = 'ok' AND coalesce(clock_speed, 1) = 1
            )
            SELECT calls.*, g_per_kwh,
                (power_w * duration_ms / 3.6e6 * pue / 1000) + (bytes * kwh_of_byte) AS energy_kwh,
                energy_kwh * g_per_kwh AS emissions_g
            FROM calls
            JOIN function_power USING (function_id)
            LEFT JOIN region_pue USING (place)
            LEFT JOIN intensities ON intensities.region = place AND hour_utc = hour
            CROSS JOIN constants;
            """);
    }

    public static void Drop(EventDatabase database) =>
        database.Execute("DROP TABLE carbon_calls; DROP TABLE function_power; DROP TABLE region_pue; DROP TABLE constants;");

    private static List<string> Names(EventDatabase database, string sql) => [.. database.Read(sql, row => row.GetString(0))];
}
