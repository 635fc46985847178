using Loadgen.Configuration;
using Loadgen.Secrets;

namespace Loadgen.Calls.Http;

/// <summary>What every call of an experiment has in common.</summary>
/// <param name="Timeout"><c>TIMEOUT_S</c>: the longest a call may take, from its start to the last byte of the answer.</param>
/// <param name="VerifyTls"><c>VERIFY_TLS</c>: whether a target's certificate must be valid; any is taken where it need not.</param>
/// <param name="AuthMode"><c>AUTH_MODE</c>: where the token of a call comes from.</param>
public sealed record HttpCallSettings(TimeSpan Timeout, bool VerifyTls, AuthMode AuthMode)
{
    /// <summary>What must not be kept of any answer, beside the secrets of the call itself.</summary>
    public SecretScrubber Secrets { get; init; } = SecretScrubber.None;
}
