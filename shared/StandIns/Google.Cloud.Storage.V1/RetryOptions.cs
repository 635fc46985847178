using Google.Apis.Http;
using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Whether a metadata request is sent again after an answer that says "for now".</summary>
public sealed class RetryOptions
{
    private readonly IHttpUnsuccessfulResponseHandler? _handler;

    private RetryOptions(IHttpUnsuccessfulResponseHandler? handler) => _handler = handler;

    /// <summary>Up to three requests, 1 s and 2 s apart, after 408, 429, 500, 502, 503 and 504.</summary>
    public static RetryOptions IdempotentRetryOptions { get; } = new(new BackOff());

    /// <summary>One request.</summary>
    public static RetryOptions Never { get; } = new(null);

    internal Task<TResponse> ExecuteAsync<TResponse>(StorageBaseServiceRequest<TResponse> request, CancellationToken cancellationToken)
    {
        if (_handler is not null)
            request.AddUnsuccessfulResponseHandler(_handler);
        return request.ExecuteAsync(cancellationToken);
    }

    private sealed class BackOff : IHttpUnsuccessfulResponseHandler
    {
        public async Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
        {
            if (!args.SupportsRetry || (int)args.Response.StatusCode is not (408 or 429 or 500 or 502 or 503 or 504))
                return false;
            // The number of requests is bounded by the message handler.
            var delay = TimeSpan.FromSeconds(Math.Min(32, Math.Pow(2, args.CurrentFailedTry - 1)));
            await Task.Delay(delay, TimeProvider.System, args.CancellationToken);
            return true;
        }
    }
}
