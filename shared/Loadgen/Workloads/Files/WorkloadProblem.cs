namespace Loadgen.Workloads.Files;

/// <summary>One thing that is wrong with a workload file.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Place">The members that lead there, such as <c>functions.crypto.schedule.count</c>; empty for the whole file.</param>
/// <param name="Found">What stands there: on one line, texts in quotes and cut to a readable length.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record WorkloadProblem(int Line, string Place, string Found, string Allowed)
{
    /// <summary>The problem on one line: <c>line 12: functions.crypto.schedule.count: found '-1'; allowed: 1 to 1000000</c>.</summary>
    public override string ToString() => $"line {Line}: {Place}{(Place.Length > 0 ? ": " : "")}found {Found}; allowed: {Allowed}";
}
