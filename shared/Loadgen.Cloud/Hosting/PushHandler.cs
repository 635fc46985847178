using Loadgen.Cloud.Telemetry;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Serialization;
using Loadgen.Storage;
using Loadgen.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Hosting;

/// <summary>
/// Answers a push as Pub/Sub understands it: a success acknowledges, anything else has the message delivered again. A nack on purpose is no
/// error; a message or a stored object that cannot be read is one clear error. None of them throws, which would leave a stack trace in the
/// log.
/// </summary>
/// <param name="configuration">The experiment, which the log's entries name.</param>
/// <param name="context">Holds the push request that is being answered.</param>
/// <param name="lifetime">Tells when the instance has to stop; the request's own token does not.</param>
/// <param name="flush"><see langword="null"/> where nothing is recorded.</param>
public sealed class PushHandler(
    LoadgenConfiguration configuration,
    IHttpContextAccessor context,
    IHostApplicationLifetime lifetime,
    ILogger<PushHandler> logger,
    TelemetryFlush? flush = null)
{
    /// <summary>Handles one delivery.</summary>
    /// <param name="messageId">The message's ID, for the log.</param>
    /// <param name="handle">
    /// Works on the message until it is done, or its token says that the instance stops or Pub/Sub hung up. Says what it is about as soon
    /// as that is known.
    /// </param>
    /// <param name="aborted">Cancelled when Pub/Sub hangs up.</param>
    public async Task HandleAsync(
        string? messageId, Func<LogScope, CancellationToken, Task<Disposition>> handle, CancellationToken aborted)
    {
        var about = new LogScope { Scenario = configuration.Scenario.ToString() };
        using var scope = logger.BeginScope(about);
        // Pub/Sub's are short numbers; but whoever reaches the endpoint can write what they like.
        var id = Excerpt.Of(messageId ?? "");
        await using var work = flush?.Work(lifetime.ApplicationStopping);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        try
        {
            if (await handle(about, stop.Token) is Disposition.Nacked nacked)
            {
                logger.LogInformation("Message {MessageId} is nacked: {Reason}.", id, nacked.Reason);
                Answer(StatusCodes.Status503ServiceUnavailable);
            }
        }
        catch (MessageFormatException e)
        {
            logger.LogError("Message {MessageId} cannot be read and will end in the dead-letter topic: {Reason}", id, e.Message);
            Answer(StatusCodes.Status400BadRequest);
        }
        catch (StoredStateException e)
        {
            logger.LogError("Message {MessageId} is nacked, since the stored state cannot be read: {Reason}", id, e.Message);
            Answer(StatusCodes.Status500InternalServerError);
        }
    }

    private void Answer(int status)
    {
        if (context.HttpContext is { Response.HasStarted: false } http)
            http.Response.StatusCode = status;
    }
}
