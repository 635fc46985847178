namespace Loadgen.Configuration;

/// <summary>Where a function is called, and why there.</summary>
/// <param name="Region">The region, as <c>FUNCTION_URLS_JSON</c> names it.</param>
/// <param name="Source">The rule that chose it (<c>policy_region_source</c>).</param>
/// <param name="Url">The function's URL in that region.</param>
public sealed record Route(string Region, string Source, Uri Url);
