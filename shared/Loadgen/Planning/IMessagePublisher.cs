using Loadgen.Messages;

namespace Loadgen.Planning;

/// <summary>Publishes to topics of Pub/Sub.</summary>
public interface IMessagePublisher
{
    /// <summary>Publishes messages in one request; done when the broker has all of them.</summary>
    /// <param name="topic"><c>projects/P/topics/T</c>.</param>
    /// <param name="messages">1 to 1,000 messages, of 9 MB together at most.</param>
    /// <exception cref="PublishException">The broker did not confirm; it may have the messages all the same.</exception>
    Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken);
}

/// <summary>Messages that the broker did not confirm.</summary>
public sealed class PublishException(string message, Exception? inner = null) : Exception(message, inner);
