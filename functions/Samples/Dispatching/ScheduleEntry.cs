using System.Text.Json;

namespace Loadgen.Samples.Dispatching;

/// <summary>Where, and how much later, a function runs.</summary>
public sealed record ScheduleEntry
{
    /// <summary>The function it is for; <see langword="null"/>: all of them.</summary>
    public string? Function { get; init; }

    /// <summary>The hour of the day in UTC it is for, 0–23; <see langword="null"/>: all of them.</summary>
    public int? Hour { get; init; }

    /// <summary>Where it runs.</summary>
    public required string TargetRegion { get; init; }

    /// <summary>The function's URL there; <see langword="null"/>: the one that is mapped for the region.</summary>
    public string? FunctionUrl { get; init; }

    /// <summary>Grams of CO₂ for each kWh.</summary>
    public decimal? CarbonIntensity { get; init; }

    /// <summary>A number or text, answered as it is.</summary>
    public JsonElement? Priority { get; init; }

    /// <summary>How much later it runs, in minutes; <see langword="null"/> or 0: at once.</summary>
    public double? ShiftMinutes { get; init; }

    /// <summary>Whether it decides for a function in an hour of the day.</summary>
    internal bool IsFor(string function, int hour) => (Function ?? function) == function && (Hour ?? hour) == hour;

    /// <summary>Whether it decides for functions that it does not name, in an hour of the day.</summary>
    internal bool IsForAnyFunction(int hour) => Function is null && (Hour ?? hour) == hour;
}
