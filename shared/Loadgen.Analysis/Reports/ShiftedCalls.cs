namespace Loadgen.Analysis.Reports;

/// <summary>An approach's calls of a function that were put off.</summary>
/// <param name="DelayMedian">Hours from sending to the time that was chosen; <see langword="null"/> where none was told.</param>
/// <param name="DelayMax">The same, at most.</param>
/// <param name="InTime">How many were put off to a time before their deadline.</param>
/// <param name="WithDeadline">How many have both.</param>
/// <param name="IntensityNow">g/kWh where and when they were sent: the baseline's region, else their own; the mean.</param>
/// <param name="IntensityThen">g/kWh where and when they ran or will run; the mean of the same calls.</param>
/// <param name="WithIntensity">How many calls both are known of.</param>
public sealed record ShiftedCalls(
    Approach Approach,
    string Function,
    long Calls,
    double? DelayMedian,
    double? DelayMax,
    long InTime,
    long WithDeadline,
    double? IntensityNow,
    double? IntensityThen,
    long WithIntensity);
