namespace Loadgen.Trace;

/// <summary>What routing and dispatching need to know of a function.</summary>
/// <param name="Target">
/// Its key in <c>FUNCTION_URLS_JSON</c>, and its name for the dispatcher. Several functions can share a target.
/// </param>
/// <param name="Accelerator">What it needs to run on.</param>
/// <param name="Delayable">Whether the dispatcher may put it off.</param>
public sealed record FunctionTraits(string Target, Accelerator Accelerator = Accelerator.None, bool Delayable = true);

/// <summary>Hardware that a function needs.</summary>
public enum Accelerator
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>A GPU.</summary>
    Gpu,
}
