using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

/// <summary>
/// Turns requests into events for a function: CloudEvents, or what Pub/Sub pushes. What cannot be read is answered with 400; what the
/// function throws is the server's 500.
/// </summary>
/// <typeparam name="TData">The type of the events' data.</typeparam>
/// <param name="logger">Hears why a request was refused.</param>
public sealed class CloudEventAdapter<TData>(
    ICloudEventFunction<TData> function, CloudEventFormatter formatter, ILogger<CloudEventAdapter<TData>> logger) : IHttpFunction
    where TData : class
{
    /// <inheritdoc />
    public async Task HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        CloudEvent cloudEvent;
        try
        {
            cloudEvent = await ReadAsync(context.Request);
        }
        catch (Exception e)
        {
            logger.Log(LogLevel.Error, default, e.Message, exception: null, static (message, _) => message);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await function.HandleAsync(cloudEvent, (TData)cloudEvent.Data!, context.RequestAborted);
    }

    private async Task<CloudEvent> ReadAsync(HttpRequest request)
    {
        var cloudEvent = CloudEventRequest.IsCloudEvent(request)
            ? await CloudEventRequest.ReadAsync(request, formatter)
            : (await PushRequest.ReadAsync(request, logger)).ToCloudEvent(formatter);
        return cloudEvent.Data is null or TData
            ? cloudEvent
            : throw new InvalidCastException($"The event's data is {cloudEvent.Data.GetType()}, not {typeof(TData)}.");
    }
}
