using Loadgen.Simulation.Evidence;

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

    private Publications Publications => _history.Publications;

    private TimeSpan Lead => given.Configuration.Planner!.Lead;

    public IEnumerable<string> Judge()
    {
        var pushes = _history.OtherPushes.FindAll(push => push.Life.Function == "planner" && !given.IsPoison(push));
        return pushes.Select(ProblemOf)
            .Concat(Publications.Doubled.Select(number => $"promise 5: two messages carried the run on as continuation {number}"))
            .Concat(pushes.Select(ProblemOfStop))
            .Concat(pushes.Select(ProblemOfHandOver))
            .Concat(ProblemsOfEvents(pushes))
            .Concat(ProblemsOfCheckpoints())
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
            return push.WasAllOut || Publications.HasContinued(push) || !IsOfRun(push) || _history.WasRelieved(push, answered)
                    || Publications.IsDoubled(push)
                ? null
                : $"promise 5: the message {push.MessageId} was acknowledged before the last event was out";
        }

        var begun = Later(push.From, WorkloadReadBy) + given.StoreTime(RequestsOfBeginning);
        return push.HasFailed
            || answered - push.From >= Push.StoreWithin
            || push.Life.StoppedAt <= begun
            || (answered <= begun && answered - push.From >= given.Configuration.Planner!.PlanWindow - TimerError)
            ? null
            : $"promise 5: an attempt of the message {push.MessageId} was spent for no reason";
    }

    private string? ProblemOfStop(Push push)
    {
        if (push.Life.StoppedAt is not { } stopped || !push.IsOpenAt(stopped) || push.Life.HasCrashed)
            return null;
        var limit = stopped + (push.HasFailed ? Ending : AtOnce + given.StoreTime(4));
        return push.To <= limit
            ? null
            : $"promise 8: a planner was stopped, and handed its tick back {(push.EndedAt - stopped)?.TotalSeconds:F1} s later";
    }

    /// <summary>What a planner that is followed by a continuation should have published before.</summary>
    private string? ProblemOfHandOver(Push push)
    {
        if (!Publications.HasContinued(push) || push.HasFailed)
            return null;
        var windowEnd = push.From + given.Configuration.Planner!.PlanWindow - TimerError;
        var ended = push.Life.StoppedAt < windowEnd ? push.Life.StoppedAt.Value : windowEnd;
        for (var place = 0; place < given.Events.Count && given.Events[place].ScheduledTime <= ended + Lead + Ahead; place++)
        {
            if (!(Publications.FirstOut(place) <= push.To))
                return $"promise 5: {given.Events[place].EventId} was not published ahead of a continuation";
        }

        return null;
    }

    private IEnumerable<string> ProblemsOfEvents(List<Push> pushes)
    {
        if (!pushes.Exists(IsOfRun))
            yield break; // Whose lines are missing as well.
        var begin = Later(pushes.Where(IsOfRun).Min(push => push.From), WorkloadReadBy);
        var slack = given.StoreTime(RequestsOfBeginning) + TimeSpan.FromSeconds(5);
        var wasHindered = WasHindered(pushes);
        for (var place = 0; place < given.Events.Count; place++)
        {
            if (Publications.FirstOut(place) is not { } published)
                continue;
            var planned = given.Events[place];
            var early = planned.ScheduledTime - Lead - published;
            if (early > Ahead + TimerError)
                yield return $"promise 5: {planned.EventId} was published {early.TotalSeconds:F1} s too early";

            var late = published - Later(planned.ScheduledTime - Lead, begin);
            if (late > slack && !wasHindered)
            {
                yield return $"promise 5: {planned.EventId} was published {late.TotalSeconds:F1} s late, "
                    + "though nothing hindered the planner";
            }
        }
    }

    private IEnumerable<string> ProblemsOfCheckpoints()
    {
        CheckpointWritten? before = null;
        var (place, lastOut) = (0, DateTimeOffset.MinValue);
        foreach (var checkpoint in _history.Checkpoints)
        {
            if (before?.Published > checkpoint.Published || before?.Continuation > checkpoint.Continuation)
                yield return $"promise 5: the checkpoint went back from {before.Published} to {checkpoint.Published}";
            for (; place < Math.Min(checkpoint.Published, given.Events.Count); place++)
                lastOut = Later(lastOut, Publications.FirstOut(place) ?? DateTimeOffset.MaxValue);
            if (checkpoint.Published >= place && lastOut > checkpoint.At)
                yield return $"promise 5: the checkpoint says {checkpoint.Published}, and fewer are published";
            before = checkpoint;
        }
    }

    /// <summary>Also by a message that was handed back, poison among them, since Pub/Sub then slows down.</summary>
    private bool WasHindered(List<Push> pushes) =>
        pushes.Exists(push => push.Life.HasCrashed || push.Status is not 200 || push.HasFailed)
        || _history.Poison.Count > 0;

    private bool IsOfRun(Push push) => push.Continuation is not null || isOwner(push.MessageId);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
