using Loadgen.Messages;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>Publishes until the broker has confirmed.</summary>
internal sealed class PatientPublisher(IMessagePublisher publisher, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="OperationCanceledException">
    /// The token was cancelled first; the broker may have the messages all the same.
    /// </exception>
    public async Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await publisher.PublishAsync(topic, messages, cancellationToken);
                return;
            }
            catch (PublishException e)
            {
                logger.PublishFailed(TopicMessage.SubjectOf(messages), e.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
