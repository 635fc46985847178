using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Judges;

/// <summary>Promises 4, 5 and 7: an event is acknowledged when its line is stored, handed back for a reason, not held too long.</summary>
internal sealed class AnswerJudge(Case given)
{
    /// <summary>What an answer may take besides the hold: an operation on the store has a timeout, generously counted here.</summary>
    private static readonly TimeSpan HoldTolerance = TimeSpan.FromSeconds(5);

    private readonly History _history = given.History;

    private TimeSpan HoldMax => given.Configuration.HoldMax;

    public IEnumerable<string> Judge()
    {
        foreach (var push in _history.Pushes)
        {
            if ((given.IsPoison(push) ? ProblemOfPoison(push) : ProblemOf(push)) is { } problem)
                yield return problem;
        }

        if (After() is { } late)
            yield return $"a function has no processor after its answer, but the message {late.Request.Message.MessageId} was worked on";

        foreach (var activity in _history.Deliveries.Where(activity => activity.Kind == PubSubActivityKind.DeadLettered))
        {
            if (!_history.Poison.Contains(activity.Message.MessageId))
                yield return $"promise 7: {activity.Message.Attributes.GetValueOrDefault("event_id", "a tick")} became a dead letter";
        }

        var dead = _history.Deliveries.Where(activity => activity.Kind == PubSubActivityKind.DeadLettered)
            .Select(activity => activity.Message.MessageId)
            .ToHashSet();
        if (_history.Poison.FirstOrDefault(id => !dead.Contains(id)) is { } alive)
            yield return $"promise 7: the message {alive}, which cannot be read, never became a dead letter";
    }

    /// <summary>A push for which something was begun after its answer.</summary>
    private Push? After() =>
        _history.Requests.Find(request => request.From > request.By.To)?.By
        ?? _history.Publications.Find(publication => publication.From > publication.By.To)?.By
        ?? _history.Calls.Find(call => call.At > call.By.To)?.By;

    private static string? ProblemOfPoison(Push push) => push switch
    {
        { Status: 200 } => $"promise 7: the message {push.Request.Message.MessageId}, which cannot be read, was acknowledged",
        { Failure: { } failure and not MessageFormatException } => Thrown(failure),
        _ => null,
    };

    private string? ProblemOf(Push push)
    {
        if (push.Failure is { } failure)
            return Thrown(failure);
        if (push is not { Event: { } message, To: { } answered })
            return null;

        var due = message.Event.ScheduledTime;
        if (push.Status == 200)
        {
            if (!given.Lines.TryGetValue(push.EventId, out var line) || line.At > answered)
                return $"promise 4: {push.EventId} was acknowledged without its line";
            return answered < due ? $"promise 5: {push.EventId} was acknowledged before it was due" : null;
        }

        if (answered < due && answered - push.From > HoldMax + HoldTolerance)
            return $"promise 5: {push.EventId} was held for {(answered - push.From).TotalSeconds:F0} s and handed back";
        return HasReason(push, due, answered) ? null : $"promise 5: {push.EventId} was handed back for no reason";
    }

    private bool HasReason(Push push, DateTimeOffset due, DateTimeOffset answered) =>
        due - push.From > HoldMax - HoldTolerance
        || push.Life.StoppedAt <= answered
        || answered - push.From >= Push.StoreWithin
        || StoreReach.HasFailed(_history, push, answered)
        || _history.Claims.Exists(claim => claim.EventId == push.EventId && claim.By != push && claim.At <= answered
            && !(claim.ReleasedAt < push.From));

    private static string Thrown(Exception failure) => $"an exception reached Pub/Sub: {failure.GetType().Name}: {failure.Message}";
}
