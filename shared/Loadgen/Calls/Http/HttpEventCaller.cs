using System.Globalization;
using System.Net;
using Loadgen.Configuration;

namespace Loadgen.Calls.Http;

/// <summary>
/// Calls over HTTP/1.1: one POST on a connection of its own, never sent twice, no redirect followed, and measured part by part. Safe for
/// any number of calls at once; none of them holds a thread while it waits.
/// </summary>
public sealed class HttpEventCaller : IEventCaller
{
    private readonly HttpCallSettings _settings;
    private readonly TimeProvider _time;
    private readonly IIdTokenSource? _idTokens;
    private readonly HostResolver _resolve;
    private readonly CallWarmUp _warmUp;

    /// <param name="settings">What all calls have in common.</param>
    /// <param name="time">The clock that measures and times out.</param>
    /// <param name="idTokens">Where ID tokens come from.</param>
    /// <exception cref="ArgumentException">The settings ask for ID tokens, and there is no source of them.</exception>
    public HttpEventCaller(HttpCallSettings settings, TimeProvider time, IIdTokenSource? idTokens)
        : this(settings, time, idTokens, Dns.GetHostAddressesAsync)
    {
    }

    internal HttpEventCaller(HttpCallSettings settings, TimeProvider time, IIdTokenSource? idTokens, HostResolver resolve)
    {
        if (settings.AuthMode == AuthMode.Oidc && idTokens is null)
            throw new ArgumentException("AUTH_MODE is oidc, which needs a source of ID tokens.", nameof(idTokens));

        _settings = settings;
        _time = time;
        _idTokens = idTokens;
        _resolve = resolve;
        _warmUp = new CallWarmUp(time);
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CallTarget target, CancellationToken cancellationToken)
    {
        return Task.WhenAll(_warmUp.EnsureAsync(IsTls(target)), FetchTokenAsync(target, cancellationToken)).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CallResult> CallAsync(
        CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var stopwatch = new CallStopwatch(_time, IsTls(target));
        var reader = new ResponseReader();
        int? status = null;
        string? token = null;
        Outcome? failed = null;
        string? error = null;
        try
        {
            token = await TokenAsync(target, either.Token);
            using var request = CallRequest.Create(target, body, trace, token);
            using var connector = new TcpConnector(_resolve, _time, stopwatch);
            using var connection = new MeasuredConnection(connector, stopwatch, _settings.VerifyTls, either.Token);
            try
            {
                using var response = await connection.SendAsync(request);
                status = (int)response.StatusCode;
                await reader.ReadAsync(await response.Content.ReadAsStreamAsync(either.Token), either.Token);
                stopwatch.End(CallPart.Download);
            }
            finally
            {
                // Before anything is disposed of: closing a connection is not part of the answer.
                stopwatch.Stop();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Cancellation shows as many exceptions (a disposed socket, a broken read): what was cancelled says more than what was thrown.
            if (!timeout.IsCancellationRequested)
                cancellationToken.ThrowIfCancellationRequested();
            (failed, error) = Explain(exception);
        }

        // A target may say what it was sent.
        var secrets = _settings.Secrets.With(target.Url, target.Credentials, token);
        var kept = reader.ToBody(secrets);
        return new CallResult
        {
            Outcome = failed ?? (status is >= 200 and <= 299 ? Outcome.Ok : Outcome.HttpError),
            StatusCode = status,
            Latency = stopwatch.Latency,
            Timings = stopwatch.Timings,
            RequestBytes = body.Length,
            ResponseBytes = reader.Received,
            Error = error is null ? null : secrets.Scrub(error, isWhole: false),
            ResponseJson = kept.Json,
            ResponseSnippet = kept.Snippet,
        };

        (Outcome, string) Explain(Exception exception)
        {
            if (exception is CallRefusedException || !timeout.IsCancellationRequested)
                return (Outcome.ConnectionError, CallFailure.Describe(exception, stopwatch.Current, target.Url));

            var seconds = _settings.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return (Outcome.Timeout, $"Timeout: no complete answer within {seconds} s");
        }
    }

    private static bool IsTls(CallTarget target) => string.Equals(target.Url.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);

    /// <summary>The token for the call; taken before the clock starts, and at hand already where the call was prepared.</summary>
    /// <exception cref="CallRefusedException">There is none.</exception>
    private async Task<string?> TokenAsync(CallTarget target, CancellationToken cancellationToken)
    {
        if (_settings.AuthMode == AuthMode.Bearer)
            return target.Credentials.BearerToken;

        var origin = new Uri(target.Url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        try
        {
            return await _idTokens!.GetTokenAsync(origin, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var reason = cancellationToken.IsCancellationRequested ? "not in time" : exception.Message;
            throw new CallRefusedException("Auth", $"no ID token for {origin.Authority}: {reason}");
        }
    }

    private async Task FetchTokenAsync(CallTarget target, CancellationToken cancellationToken)
    {
        try
        {
            await TokenAsync(target, cancellationToken);
        }
        catch (CallRefusedException)
        {
            // The call tries again, and tells where that fails as well: by then the trouble may be over.
        }
    }
}
