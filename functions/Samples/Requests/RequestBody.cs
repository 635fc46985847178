using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples.Requests;

/// <summary>Reads a request's body, up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>Bytes. Payloads are some hundreds.</summary>
    public const int Limit = 1 << 20;

    /// <summary>Reads it all.</summary>
    /// <exception cref="RefusedRequestException">It is longer than <see cref="Limit"/>, or broken off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if (body.Length + read > Limit)
                {
                    throw new RefusedRequestException(
                        StatusCodes.Status413PayloadTooLarge, $"body: found more than {Limit} bytes; allowed: at most {Limit}");
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e)
        {
            throw new RefusedRequestException(e.StatusCode, $"body: {e.Message}");
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
