using Loadgen.Import.Traces;

namespace Loadgen.Import.Mapping;

/// <summary>Which functions go to a target. What is not said does not matter.</summary>
/// <param name="Line">Where it stands in the map.</param>
internal sealed record MapRule(int Line, string Target)
{
    /// <summary>The function's ID in the workload, or the beginning of its name in the trace.</summary>
    public string? Function { get; init; }

    public string? Trigger { get; init; }

    /// <summary>Of the average duration, in ms.</summary>
    public AmountRange? Duration { get; init; }

    /// <summary>Of the average memory, in MB.</summary>
    public AmountRange? Memory { get; init; }

    public bool Fits(TracedFunction function, string id) =>
        (Function is not { } name || name == id || function.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        && (Trigger is not { } trigger || trigger.Equals(function.Trigger, StringComparison.OrdinalIgnoreCase))
        && Duration?.Contains(function.Duration) is not false
        && Memory?.Contains(function.Memory) is not false;
}

/// <summary>Amounts from one to below another.</summary>
internal sealed record AmountRange(double First, double End)
{
    public bool Contains(double? amount) => amount >= First && amount < End;
}
