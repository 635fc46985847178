using CloudNative.CloudEvents;

namespace Google.Cloud.Functions.Framework;

/// <summary>A function that takes events with data of one type.</summary>
/// <typeparam name="TData">The type, which names its formatter with <see cref="CloudEventFormatterAttribute"/>.</typeparam>
public interface ICloudEventFunction<TData>
    where TData : class
{
    /// <summary>Takes one event. Returning accepts it; throwing has it delivered again, where the sender retries.</summary>
    /// <param name="data">Null when the request had no body.</param>
    /// <param name="cancellationToken">Cancelled when the sender gives up.</param>
    Task HandleAsync(CloudEvent cloudEvent, TData data, CancellationToken cancellationToken);
}
