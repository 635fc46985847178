using Loadgen.Messages;

namespace Loadgen.Planning;

/// <summary>Publishes event messages to the events topic.</summary>
public interface IEventPublisher
{
    /// <summary>Publishes one message; done when the broker has it.</summary>
    /// <exception cref="EventPublishException">The broker did not confirm; it may have the message all the same.</exception>
    Task PublishAsync(EventMessage message, CancellationToken cancellationToken);
}

/// <summary>A message that the broker did not confirm.</summary>
public sealed class EventPublishException(string message, Exception? inner = null) : Exception(message, inner);
