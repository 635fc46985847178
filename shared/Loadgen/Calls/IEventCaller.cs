namespace Loadgen.Calls;

/// <summary>Sends one request and measures it.</summary>
public interface IEventCaller
{
    /// <summary>
    /// Gets ready to call: after it, the first call of the process finds the code compiled and the HTTP and TLS stacks started, and the
    /// credentials for <paramref name="target"/> at hand. Touches nothing of the target's. Cheap where it was done before.
    /// </summary>
    Task PrepareAsync(CallTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// Sends <paramref name="body"/> at once, and never a second time. Whatever comes of it is a result, not an exception.
    /// </summary>
    /// <param name="trace">Told to the target, so that its logs and spans can be found by the event's.</param>
    /// <exception cref="OperationCanceledException">The call was given up before there was a result.</exception>
    Task<CallResult> CallAsync(
        CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, CancellationToken cancellationToken);
}

/// <summary>Where a call goes, and as whom. Comes from configuration alone.</summary>
/// <param name="Url">Absolute http(s) URL.</param>
/// <param name="Credentials">Token and headers, as configured.</param>
public sealed record CallTarget(Uri Url, Configuration.CallCredentials Credentials);
