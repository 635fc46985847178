using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Carbon;

/// <summary>Energy and emissions of what was compared.</summary>
/// <param name="Assumptions">What was assumed, in sentences: constants, defaults, what stood for a duration that nobody measured.</param>
public sealed record CarbonResult(
    IReadOnlyList<CarbonTotal> Totals, IReadOnlyList<CarbonRatio> Ratios, IReadOnlyList<string> Assumptions);

/// <summary>What an approach's calls of a function took.</summary>
/// <param name="Approach">The label of the approach.</param>
/// <param name="Function"><see langword="null"/>: all functions together.</param>
/// <param name="Calls">The calls that succeeded.</param>
/// <param name="Counted">Those whose duration, region and intensity are known: all that follows is theirs.</param>
/// <param name="Energy">kWh.</param>
/// <param name="Emissions">g of CO2e.</param>
/// <param name="Intensity">g/kWh, weighted by calls.</param>
/// <param name="EmissionsPerYear">kg of CO2e, if every hour of a year were like the mean of those that were measured.</param>
public sealed record CarbonTotal(
    string Approach,
    string? Function,
    int Calls,
    int Counted,
    double Energy,
    double Emissions,
    double? Intensity,
    double? EmissionsPerYear);

/// <summary>Powerup and Greenup of an approach against the baseline, of pairs of which both sides are counted.</summary>
/// <param name="Function"><see langword="null"/>: all functions together.</param>
/// <param name="Powerup">Baseline's energy ÷ the approach's.</param>
/// <param name="Greenup">Baseline's emissions ÷ the approach's.</param>
public sealed record CarbonRatio(
    string Approach, string Baseline, string? Function, int Pairs, int Hours, Estimate? Powerup, Estimate? Greenup);
