namespace Loadgen.Configuration;

/// <summary>Settings that only the invoker reads.</summary>
public sealed record InvokerSettings
{
    /// <summary><c>LOADGEN_REGION</c>: where the invoker runs, for the log; <see langword="null"/>: nobody said.</summary>
    public string? Region { get; init; }
}
