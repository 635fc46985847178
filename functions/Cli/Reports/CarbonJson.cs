using System.Text.Json;
using Loadgen.Analysis.Carbon;

namespace Loadgen.Cli.Reports;

/// <summary>Energy and emissions for another program.</summary>
internal static class CarbonJson
{
    public static void Write(Utf8JsonWriter writer, CarbonResult? carbon)
    {
        if (carbon is null)
        {
            writer.WriteNull("carbon");
            return;
        }

        writer.WriteStartObject("carbon");
        writer.WriteObjects("totals", carbon.Totals, Write);
        writer.WriteObjects("ratios", carbon.Ratios, Write);
        writer.WriteArray("assumptions", carbon.Assumptions, writer.WriteStringValue);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CarbonTotal total)
    {
        writer.WriteString("approach", total.Approach);
        writer.WriteString("function_id", total.Function);
        writer.WriteNumber("calls", total.Calls);
        writer.WriteNumber("counted", total.Counted);
        writer.WriteFinite("energy_kwh", total.Energy);
        writer.WriteFinite("emissions_g", total.Emissions);
        writer.WriteFinite("g_per_kwh", total.Intensity);
        writer.WriteFinite("emissions_kg_per_year", total.EmissionsPerYear);
    }

    private static void Write(Utf8JsonWriter writer, CarbonRatio ratio)
    {
        writer.WriteString("approach", ratio.Approach);
        writer.WriteString("baseline", ratio.Baseline);
        writer.WriteString("function_id", ratio.Function);
        writer.WriteNumber("pairs", ratio.Pairs);
        writer.WriteNumber("hours", ratio.Hours);
        writer.WriteEstimate("powerup", ratio.Powerup);
        writer.WriteEstimate("greenup", ratio.Greenup);
    }
}
