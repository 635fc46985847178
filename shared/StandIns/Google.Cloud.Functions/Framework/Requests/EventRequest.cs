using CloudNative.CloudEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework.Requests;

/// <summary>A request to an event function: a CloudEvent, or what Pub/Sub pushes.</summary>
internal static class EventRequest
{
    /// <summary>Reads the event; if that fails for whatever reason, logs the reason, sets 400 and returns null.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="formatter">Decodes the data.</param>
    /// <param name="logger">Hears the reason.</param>
    /// <param name="dataType">What the data must be, if there is any; null when anything goes.</param>
    internal static async Task<CloudEvent?> ReadAsync(HttpContext context, CloudEventFormatter formatter, ILogger logger, Type? dataType = null)
    {
        try
        {
            var cloudEvent = CloudEventRequest.IsCloudEvent(context.Request)
                ? await CloudEventRequest.ReadAsync(context.Request, formatter)
                : (await PushRequest.ReadAsync(context.Request, logger)).ToCloudEvent(formatter);
            return dataType is null || cloudEvent.Data is null || dataType.IsInstanceOfType(cloudEvent.Data)
                ? cloudEvent
                : throw new InvalidCastException($"The event's data is {cloudEvent.Data.GetType()}, not {dataType}.");
        }
        catch (Exception e)
        {
            logger.Log(LogLevel.Error, default, e.Message, exception: null, static (message, _) => message);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }
    }
}
