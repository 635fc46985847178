using System.Globalization;
using Loadgen.Cli.Variables;

namespace Loadgen.Cli.Rehearsals;

/// <summary>
/// What a fast clock asks for where the operator sets nothing else. The seconds that a machine takes to start cold functions, or to make a
/// key, are minutes of the trace.
/// </summary>
/// <param name="TickAhead"><c>TICK_AHEAD_S</c>.</param>
/// <param name="WarmUp"><c>WARM_UP_S</c>: more than <paramref name="Lead"/>, or the first event would be there before.</param>
/// <param name="Lead"><c>LEAD_S</c>.</param>
/// <param name="HoldMax"><c>HOLD_MAX_S</c>: long enough to hold what arrives so early.</param>
/// <param name="Timeout"><c>TIMEOUT_S</c> of the sample functions: what <paramref name="HoldMax"/> leaves.</param>
internal sealed record FastPace(int TickAhead, int WarmUp, int Lead, int HoldMax, int Timeout)
{
    /// <summary>All functions in one process: the second of a kind finds everything warm.</summary>
    public static FastPace OfRehearsal { get; } = new(TickAhead: 240, WarmUp: 150, Lead: 90, HoldMax: 120, Timeout: 450);

    /// <summary>Each function a process of its own, cold, and an emulator between them.</summary>
    public static FastPace OfProcesses { get; } = new(TickAhead: 360, WarmUp: 300, Lead: 240, HoldMax: 300, Timeout: 270);

    /// <summary>The same variables, with this pace where they set none.</summary>
    public VariableSet Complete(VariableSet variables)
    {
        var completed = variables.WithDefault("TICK_AHEAD_S", Text(TickAhead)).WithDefault("WARM_UP_S", Text(WarmUp));
        // These three have to fit together: where the operator sets one of them, ours might not fit.
        return new[] { "LEAD_S", "HOLD_MAX_S", "TIMEOUT_S" }.All(name => string.IsNullOrWhiteSpace(variables.Text(name)))
            ? completed.With("LEAD_S", Text(Lead)).With("HOLD_MAX_S", Text(HoldMax)).With("TIMEOUT_S", Text(Timeout))
            : completed;
    }

    private static string Text(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
