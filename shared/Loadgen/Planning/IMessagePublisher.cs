using Loadgen.Messages;

namespace Loadgen.Planning;

/// <summary>Publishes to topics of Pub/Sub.</summary>
public interface IMessagePublisher
{
    /// <summary>Publishes one message; done when the broker has it.</summary>
    /// <param name="topic"><c>projects/P/topics/T</c>.</param>
    /// <exception cref="PublishException">The broker did not confirm; it may have the message all the same.</exception>
    Task PublishAsync(string topic, TopicMessage message, CancellationToken cancellationToken);
}

/// <summary>A message that the broker did not confirm.</summary>
public sealed class PublishException(string message, Exception? inner = null) : Exception(message, inner);
