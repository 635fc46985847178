using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

/// <summary>Turns requests into events for an untyped function. What cannot be read is answered with 400; what the function throws is the server's 500.</summary>
/// <param name="function">The function.</param>
/// <param name="formatter">Decodes the data.</param>
/// <param name="logger">Hears why a request was refused.</param>
public sealed class CloudEventAdapter(ICloudEventFunction function, CloudEventFormatter formatter, ILogger<CloudEventAdapter> logger) : IHttpFunction
{
    /// <inheritdoc />
    public async Task HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await EventRequest.ReadAsync(context, formatter, logger) is { } cloudEvent)
            await function.HandleAsync(cloudEvent, context.RequestAborted);
    }
}
