namespace Loadgen.Claims;

/// <summary>The right to call an event's target. An event has one claim, which is never given twice.</summary>
/// <param name="Token">Which attempt holds it.</param>
/// <param name="StaleAfter">After this the holder is taken for lost: it would have stored its result by then.</param>
public sealed record Claim(Guid Token, DateTimeOffset StaleAfter);
