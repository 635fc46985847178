using System.Globalization;

namespace Loadgen.Benchmarks;

/// <summary>The variables that decide where the waiting is done.</summary>
/// <param name="Lead"><c>LEAD_S</c>.</param>
/// <param name="WarmUp"><c>WARM_UP_S</c>.</param>
/// <param name="HoldMax"><c>HOLD_MAX_S</c>.</param>
internal sealed record Setup(int Lead, int WarmUp = 30, int HoldMax = 120)
{
    public const string Names = "LEAD_S, WARM_UP_S, HOLD_MAX_S";

    /// <summary>As it is without a variable.</summary>
    public static Setup Default { get; } = new(10);

    /// <summary>As it was before an invoker was woken: a cold start had to fit into the lead.</summary>
    public static Setup Before { get; } = new(30, WarmUp: 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lead}, {WarmUp}, {HoldMax}");
}
