using Loadgen.Messages;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Judges;

/// <summary>Promises 4, 5 and 7: an event is acknowledged when its line is stored, handed back for a reason, not held too long.</summary>
internal sealed class AnswerJudge(Case given)
{
    /// <summary>What an answer may take besides the hold: an operation on the store has a timeout, generously counted here.</summary>
    private static readonly TimeSpan HoldTolerance = TimeSpan.FromSeconds(5);

    private TimeSpan HoldMax => given.Configuration.HoldMax;

    /// <summary>The pushes of an event.</summary>
    public IEnumerable<string> Judge(Dossier dossier) =>
        dossier.Pushes.Select(push => ProblemOf(dossier, push)).OfType<string>();

    /// <summary>A push that is of no event.</summary>
    public string? ProblemOf(Push push) => push switch
    {
        { Status: 200 } when given.IsPoison(push) =>
            $"promise 7: the message {push.MessageId}, which cannot be read, was acknowledged",
        { Failure: MessageFormatException } when given.IsPoison(push) => null,
        { Failure: { } failure } => Thrown(failure),
        _ => null,
    };

    /// <summary>The messages that nobody can read.</summary>
    public IEnumerable<string> JudgePoison() =>
        from id in given.History.Poison
        where !given.History.Dead.Contains(id)
        select $"promise 7: the message {id}, which cannot be read, never became a dead letter";

    private string? ProblemOf(Dossier dossier, Push push)
    {
        if (push.Failure is { } failure)
            return Thrown(failure);
        if (push.To is not { } answered)
            return null;

        var due = dossier.Planned.ScheduledTime;
        if (push.Status == 200)
        {
            if (!dossier.HasLineBy(answered))
                return $"promise 4: {push.EventId} was acknowledged without its line";
            return answered < due ? $"promise 5: {push.EventId} was acknowledged before it was due" : null;
        }

        if (answered < due && answered - push.From > HoldMax + HoldTolerance)
            return $"promise 5: {push.EventId} was held for {(answered - push.From).TotalSeconds:F0} s and handed back";
        return HasReason(dossier, push, answered) ? null : $"promise 5: {push.EventId} was handed back for no reason";
    }

    private bool HasReason(Dossier dossier, Push push, DateTimeOffset answered) =>
        dossier.Planned.ScheduledTime - push.From > HoldMax - HoldTolerance
        || push.Life.StoppedAt <= answered
        || answered - push.From >= Push.StoreWithin
        || StoreReach.HasFailed(push, answered)
        || dossier.Claims.Exists(claim => claim.By != push && claim.At <= answered && !(claim.ReleasedAt < push.From));

    private static string Thrown(Exception failure) => $"an exception reached Pub/Sub: {failure.GetType().Name}: {failure.Message}";
}
