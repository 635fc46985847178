using System.Net;
using System.Net.Http.Headers;

namespace Loadgen.Calls.Http;

/// <summary>
/// The body of a request, which goes out once. Whatever reason the HTTP stack may find to repeat a request, now or in a later version, it
/// does not get the body a second time: a target is called at most once.
/// </summary>
internal sealed class OneShotContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private int _sent;

    public OneShotContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _sent, 1) == 0
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new CallRefusedException("Repeat", "the request was about to go out a second time");
}
