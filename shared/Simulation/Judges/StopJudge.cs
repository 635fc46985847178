using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Judges;

/// <summary>
/// Promise 8: decides for each SIGTERM what should have been handed back at once, released, finished and stored within the grace.
/// </summary>
internal sealed class StopJudge(Case given)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>What the invoker gives itself to release a claim.</summary>
    private static readonly TimeSpan Releasing = TimeSpan.FromSeconds(2);

    /// <summary>A log object takes a write a second, so that a line may have to wait for another one's.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    /// <summary>Requests that a line may take: those of another writer's turn, and a look, a part and a composition of its own.</summary>
    private const int RequestsOfLine = 7;

    private readonly History _history = given.History;

    public IEnumerable<string> Judge() =>
        from life in _history.Lives
        where life is { Function: "invoker", StoppedAt: not null, HasCrashed: false }
        let stopped = life.StoppedAt.GetValueOrDefault()
        from push in _history.Pushes
        where push.Life == life && push.IsOpenAt(stopped) && push.Event is not null
        let problem = ProblemOf(push, stopped, stopped + Life.Grace)
        where problem is not null
        select $"promise 8: {push.EventId}, {problem}";

    private string? ProblemOf(Push push, DateTimeOffset stopped, DateTimeOffset graceEnd)
    {
        var call = _history.Calls.Find(one => one.By == push);
        if (call is not null)
            return call.At > stopped ? "held at a stop, was called after it" : ProblemOfCall(push, call, stopped, graceEnd);
        var claim = _history.Claims.FindLast(one => one.By == push);
        return claim is not null && HadNothingToSend(push, claim, stopped)
            ? ProblemOfResult(push, stopped, graceEnd)
            : ProblemOfClaim(claim, graceEnd) ?? ProblemOfHeld(push, stopped);
    }

    /// <summary>Whether the claim was already worth a line without a call when the stop came.</summary>
    private bool HadNothingToSend(Push push, ClaimTaken claim, DateTimeOffset stopped) =>
        given.HasNothingToSend(claim) && claim.Request.To <= stopped && push.Event!.Event.ScheduledTime <= stopped;

    private string? ProblemOfCall(Push push, Call call, DateTimeOffset stopped, DateTimeOffset graceEnd)
    {
        if (call.CutAt is { } cut)
            return call.WasGivenUp ? ProblemOfResult(push, cut, graceEnd) : "its call was cut by a stop";
        if (!(call.AnsweredAt <= graceEnd))
            return "its call outlasted the grace, and was not given up";

        return ProblemOfResult(push, call.AnsweredAt > stopped ? call.AnsweredAt.Value : stopped, graceEnd);
    }

    private string? ProblemOfResult(Push push, DateTimeOffset from, DateTimeOffset graceEnd)
    {
        var isStored = given.Lines.TryGetValue(push.EventId, out var line) && line.At <= graceEnd;
        return isStored
            || from + WriteInterval + given.StoreTime(RequestsOfLine) > graceEnd
            || StoreReach.WasHindered(_history, push.Life, from, graceEnd)
            ? null
            : "its call ended within the grace, or was given up, and was not stored";
    }

    private string? ProblemOfClaim(ClaimTaken? claim, DateTimeOffset graceEnd) =>
        claim is null || claim.ReleasedAt <= graceEnd || UnknownJudge.StoodAgainstItsHoldersWill(_history, claim)
            ? null
            : "its claim was not released at a stop, though nothing was sent";

    private string? ProblemOfHeld(Push push, DateTimeOffset stopped)
    {
        var isAtStore = _history.Requests.Any(request => request.By == push && request.To >= stopped);
        var limit = stopped + AtOnce + (isAtStore ? Releasing + given.StoreTime(1) : TimeSpan.Zero);
        return push.To <= limit || push.Status == 200 || HasResult(push)
            ? null
            : $"held at a stop, was handed back {(push.EndedAt - stopped)?.TotalSeconds:F1} s later";
    }

    /// <summary>Whether another push of the event left a result in this instance, which this one stores.</summary>
    private bool HasResult(Push push) => _history.Calls.Exists(call => call.EventId == push.EventId && call.By.Life == push.Life);
}
