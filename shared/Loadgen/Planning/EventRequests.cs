using Loadgen.Telemetry;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>The requests that publish an hour's events: several at a time, so that one that fails or is slow holds up no others.</summary>
/// <param name="group">What they are part of.</param>
internal sealed class EventRequests(HourProgress progress, string topic, PatientPublisher publisher, WorkGroup group, ILogger logger)
{
    /// <summary>Each may have 9 MB in memory, twice.</summary>
    private const int MostInFlight = 4;

    private readonly List<Task> _inFlight = [];

    /// <summary>Waits until one more may be under way.</summary>
    /// <exception cref="OperationCanceledException">The group is ending.</exception>
    public async Task SlotAsync()
    {
        while (_inFlight.Count == MostInFlight)
            _inFlight.Remove(await Task.WhenAny(_inFlight));
        group.Ending.ThrowIfCancellationRequested();
    }

    /// <summary>Has the next events published that are due by a moment, as many as go into one request.</summary>
    public void Begin(DateTimeOffset dueBy)
    {
        var batch = progress.Take(dueBy);
        _inFlight.Add(group.Add(token => PublishAsync(batch, token)));
    }

    private async Task PublishAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        await publisher.PublishAsync(topic, batch.Messages, cancellationToken);
        foreach (var span in batch.Spans)
            span.Dispose();
        progress.Confirm(batch);
        for (var position = batch.First; position < batch.End; position++)
            Tell(progress.Plan.Events[position].EventId);
    }

    /// <summary>An entry in the event's own trace, so that whoever looks there sees the planner's part too.</summary>
    private void Tell(string eventId)
    {
        if (!logger.IsEnabled(LogLevel.Information))
            return;

        var about = new LogScope();
        about.SetEvent(progress.Plan.Run.Scenario, progress.Plan.Run.RunId, eventId);
        using (logger.BeginScope(about))
            logger.Published(eventId);
    }
}
