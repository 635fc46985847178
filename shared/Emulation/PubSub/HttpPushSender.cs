using System.Net.Http.Headers;

namespace Loadgen.Emulation.PubSub;

/// <summary>Sends pushes over HTTP.</summary>
public sealed class HttpPushSender : IDisposable
{
    // The broker keeps the acknowledgement deadline, on its own clock.
    private readonly HttpClient _client = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Posts the envelope to the endpoint; fits <see cref="PushSender"/>.</summary>
    public async Task<int> SendAsync(PushRequest request, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(request.ToJson());
        // Exactly this: the Functions Framework refuses the type with a charset.
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.PostAsync(request.Endpoint, content, cancellationToken);
        return (int)response.StatusCode;
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
