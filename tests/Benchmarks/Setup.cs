using System.Globalization;

namespace Loadgen.Benchmarks;

/// <summary>The variables that decide where the waiting is done.</summary>
/// <param name="Lead"><c>LEAD_S</c>.</param>
/// <param name="HoldMax"><c>HOLD_MAX_S</c>.</param>
/// <param name="PlanWindow"><c>PLAN_WINDOW_S</c>.</param>
internal sealed record Setup(int Lead, int HoldMax = 120, int PlanWindow = 540)
{
    public static Setup Default { get; } = new(30);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lead}, {HoldMax}, {PlanWindow}");
}
