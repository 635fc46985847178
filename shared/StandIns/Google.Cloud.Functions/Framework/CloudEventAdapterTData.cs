using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

/// <summary>Turns requests into events for a typed function. What cannot be read is answered with 400; what the function throws is the server's 500.</summary>
/// <typeparam name="TData">The type of the events' data.</typeparam>
public sealed class CloudEventAdapter<TData> : IHttpFunction
    where TData : class
{
    private readonly ICloudEventFunction<TData> _function;
    private readonly CloudEventFormatter _formatter;
    private readonly ILogger<CloudEventAdapter<TData>> _logger;

    /// <summary>Chosen by dependency injection when nothing provides a formatter, to say so.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [Obsolete("There must be a formatter.", error: true)]
    public CloudEventAdapter(ICloudEventFunction<TData> function, ILogger<CloudEventAdapter<TData>> logger) =>
        throw new InvalidOperationException(
            $"No CloudEventFormatter is configured. Mark {typeof(TData)} with CloudEventFormatterAttribute, or register a formatter in a FunctionsStartup.");

    /// <summary>Adapts a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="formatter">Decodes the data.</param>
    /// <param name="logger">Hears why a request was refused.</param>
    public CloudEventAdapter(ICloudEventFunction<TData> function, CloudEventFormatter formatter, ILogger<CloudEventAdapter<TData>> logger) =>
        (_function, _formatter, _logger) = (function, formatter, logger);

    /// <inheritdoc />
    public async Task HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await EventRequest.ReadAsync(context, _formatter, _logger, typeof(TData)) is { } cloudEvent)
            await _function.HandleAsync(cloudEvent, (TData)cloudEvent.Data!, context.RequestAborted);
    }
}
