using Loadgen.Simulation.Evidence;
using Loadgen.Trace;

namespace Loadgen.Simulation.Judges;

/// <summary>Promise 5: events go out when they should, and a tick is acknowledged when it may be, and handed back for a reason.</summary>
/// <param name="isOwner">Whether the hour's run is that of a tick, by the tick's message.</param>
internal sealed class PlannerJudge(Case given, Func<string, bool> isOwner)
{
    /// <summary>What is published ahead at the end of a delivery, beyond <c>LEAD_S</c>.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>What the planner gives itself to end a delivery where something fails.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(9);

    /// <summary>Requests to the store before the first event goes out.</summary>
    private const int RequestsOfBeginning = 12;

    private static readonly TimeSpan WorkloadPause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(5);

    private readonly History _history = given.History;

    private readonly Dictionary<string, DateTimeOffset> _firstOut = given.History.Publications
        .Where(publication => publication is { EventId: not null, TakenAt: not null })
        .GroupBy(publication => publication.EventId!)
        .ToDictionary(group => group.Key, group => group.Min(publication => publication.TakenAt!.Value));

    private TimeSpan Lead => given.Configuration.Planner!.Lead;

    public IEnumerable<string> Judge()
    {
        var pushes = _history.Pushes.FindAll(push => push.Life.Function == "planner" && !given.IsPoison(push));
        return pushes.Select(ProblemOf)
            .Append(ProblemOfTwo())
            .Concat(pushes.Select(ProblemOfStop))
            .Concat(pushes.Select(ProblemOfHandOver))
            .Concat(given.Events.Select(planned => ProblemOf(planned, pushes)))
            .Concat(_history.Checkpoints.Select(ProblemOf))
            .OfType<string>();
    }

    /// <summary>When a planner that waits for the workload has it at the latest.</summary>
    private DateTimeOffset WorkloadReadBy => given.Faults.WorkloadOutage == TimeSpan.Zero ? default : given.MendedAt + WorkloadPause;

    private string? ProblemOf(Push push)
    {
        if (push is not { To: { } answered, Failure: null })
            return null;
        if (push.Status == 200)
        {
            return IsAllOut(answered) || HasContinued(push) || !IsOfRun(push) || WasRelieved(push, answered) || IsDoubled(push)
                ? null
                : $"promise 5: the message {push.Request.Message.MessageId} was acknowledged before the last event was out";
        }

        var begun = Later(push.From, WorkloadReadBy) + given.StoreTime(RequestsOfBeginning);
        return StoreReach.HasFailed(_history, push)
            || answered - push.From >= Push.StoreWithin
            || push.Life.StoppedAt <= begun
            || (answered <= begun && answered - push.From >= given.Configuration.Planner!.PlanWindow - TimerError)
            ? null
            : $"promise 5: an attempt of the message {push.Request.Message.MessageId} was spent for no reason";
    }

    /// <summary>Whether one that was relieved went on, or two planners stayed two.</summary>
    private string? ProblemOfTwo()
    {
        var relieved = _history.Publications.Find(publication => WasRelieved(publication.By, publication.By.From));
        if (relieved is not null)
            return $"promise 5: the message {relieved.By.Request.Message.MessageId} went on, though another one had relieved it";

        var two = _history.Publications.GroupBy(publication => publication.By.Continuation ?? 0)
            .FirstOrDefault(number => number.DistinctBy(publication => publication.By.Request.Message.MessageId).Count() > 1);
        return two is null ? null : $"promise 5: two messages carried the run on as continuation {two.Key}";
    }

    private string? ProblemOfStop(Push push)
    {
        if (push.Life.StoppedAt is not { } stopped || !push.IsOpenAt(stopped) || push.Life.HasCrashed)
            return null;
        var limit = stopped + (StoreReach.HasFailed(_history, push) ? Ending : AtOnce + given.StoreTime(4));
        return push.To <= limit
            ? null
            : $"promise 8: a planner was stopped, and handed its tick back {(push.EndedAt - stopped)?.TotalSeconds:F1} s later";
    }

    /// <summary>What a planner that is followed by a continuation should have published before.</summary>
    private string? ProblemOfHandOver(Push push)
    {
        if (!HasContinued(push) || StoreReach.HasFailed(_history, push))
            return null;
        var windowEnd = push.From + given.Configuration.Planner!.PlanWindow - TimerError;
        var ended = push.Life.StoppedAt < windowEnd ? push.Life.StoppedAt.Value : windowEnd;
        var missing = given.Events.FirstOrDefault(planned =>
            planned.ScheduledTime <= ended + Lead + Ahead && !(FirstOut(planned) <= push.To));
        return missing is null ? null : $"promise 5: {missing.EventId} was not published ahead of a continuation";
    }

    private string? ProblemOf(PlannedEvent planned, List<Push> pushes)
    {
        if (FirstOut(planned) is not { } published)
            return null; // Whose line is missing as well.
        var early = planned.ScheduledTime - Lead - published;
        if (early > Ahead + TimerError)
            return $"promise 5: {planned.EventId} was published {early.TotalSeconds:F1} s too early";

        var begin = pushes.Where(IsOfRun).Min(push => push.From);
        var due = Later(planned.ScheduledTime - Lead, Later(begin, WorkloadReadBy));
        var slack = given.StoreTime(RequestsOfBeginning) + TimeSpan.FromSeconds(5);
        return published > due + slack && !WasHindered(pushes)
            ? $"promise 5: {planned.EventId} was published {(published - due).TotalSeconds:F1} s late, though nothing hindered the planner"
            : null;
    }

    private string? ProblemOf(CheckpointWritten checkpoint)
    {
        var before = _history.Checkpoints.LastOrDefault(one => one.At < checkpoint.At);
        if (before?.Published > checkpoint.Published || before?.Continuation > checkpoint.Continuation)
            return $"promise 5: the checkpoint went back from {before.Published} to {checkpoint.Published}";
        return given.Events.Take(checkpoint.Published).All(planned => FirstOut(planned) <= checkpoint.At)
            ? null
            : $"promise 5: the checkpoint says {checkpoint.Published}, and fewer are published";
    }

    /// <summary>Also by a message that was handed back, poison among them, since Pub/Sub then slows down.</summary>
    private bool WasHindered(List<Push> pushes) =>
        pushes.Exists(push => push.Life.HasCrashed || push.Status is not 200 || StoreReach.HasFailed(_history, push))
        || _history.Poison.Count > 0;

    private bool IsAllOut(DateTimeOffset moment) => given.Events.All(planned => FirstOut(planned) <= moment);

    private bool HasContinued(Push push) => _history.Publications.Exists(publication =>
        publication.By == push && publication.Continuation is not null && publication.TakenAt <= push.To);

    private bool IsOfRun(Push push) => push.Continuation is not null || isOwner(push.Request.Message.MessageId);

    /// <summary>Whether another message is the continuation that this one would be.</summary>
    private bool IsDoubled(Push push) => push.Continuation is { } number && _history.Publications.Exists(publication =>
        publication.By.Continuation == number && publication.By.Request.Message.MessageId != push.Request.Message.MessageId);

    private bool WasRelieved(Push push, DateTimeOffset by) =>
        _history.Checkpoints.Exists(checkpoint => checkpoint.At <= by && checkpoint.Continuation > (push.Continuation ?? 0));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private DateTimeOffset? FirstOut(PlannedEvent planned) =>
        _firstOut.TryGetValue(planned.EventId, out var moment) ? moment : null;
}
