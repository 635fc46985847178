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

    public IEnumerable<string> Judge(Dossier dossier) =>
        from push in dossier.Pushes
        where push.Life is { StoppedAt: not null, HasCrashed: false }
        let stopped = push.Life.StoppedAt.GetValueOrDefault()
        where push.IsOpenAt(stopped)
        let problem = ProblemOf(dossier, push, stopped, stopped + Life.Grace)
        where problem is not null
        select $"promise 8: {push.EventId}, {problem}";

    private string? ProblemOf(Dossier dossier, Push push, DateTimeOffset stopped, DateTimeOffset graceEnd)
    {
        var call = dossier.Calls.Find(one => one.By == push);
        if (call is not null)
            return call.At > stopped ? "held at a stop, was called after it" : ProblemOfCall(dossier, push, call, stopped, graceEnd);
        var claim = dossier.Claims.FindLast(one => one.By == push);
        return claim is not null && HadNothingToSend(dossier, claim, stopped)
            ? ProblemOfResult(dossier, push, stopped, graceEnd)
            : ProblemOfClaim(claim, graceEnd) ?? ProblemOfHeld(dossier, push, stopped);
    }

    /// <summary>Whether the claim was already worth a line without a call when the stop came.</summary>
    private bool HadNothingToSend(Dossier dossier, ClaimTaken claim, DateTimeOffset stopped) =>
        given.HasNothingToSend(dossier, claim) && claim.Request.To <= stopped && dossier.Planned.ScheduledTime <= stopped;

    private string? ProblemOfCall(Dossier dossier, Push push, Call call, DateTimeOffset stopped, DateTimeOffset graceEnd)
    {
        if (call.CutAt is { } cut)
            return call.WasGivenUp ? ProblemOfResult(dossier, push, cut, graceEnd) : "its call was cut by a stop";
        if (!(call.AnsweredAt <= graceEnd))
            return "its call outlasted the grace, and was not given up";

        return ProblemOfResult(dossier, push, call.AnsweredAt > stopped ? call.AnsweredAt.Value : stopped, graceEnd);
    }

    private string? ProblemOfResult(Dossier dossier, Push push, DateTimeOffset from, DateTimeOffset graceEnd)
    {
        return dossier.HasLineBy(graceEnd)
            || from + WriteInterval + given.StoreTime(RequestsOfLine) > graceEnd
            || StoreReach.WasHindered(push.Life, from, graceEnd)
            ? null
            : "its call ended within the grace, or was given up, and was not stored";
    }

    private static string? ProblemOfClaim(ClaimTaken? claim, DateTimeOffset graceEnd) =>
        claim is null || claim.ReleasedAt <= graceEnd || UnknownJudge.StoodAgainstItsHoldersWill(claim)
            ? null
            : "its claim was not released at a stop, though nothing was sent";

    private string? ProblemOfHeld(Dossier dossier, Push push, DateTimeOffset stopped)
    {
        var isAtStore = push.Requests.Exists(request => request.To >= stopped);
        var limit = stopped + AtOnce + (isAtStore ? Releasing + given.StoreTime(1) : TimeSpan.Zero);
        return push.To <= limit || push.Status == 200 || HasResult(dossier, push)
            ? null
            : $"held at a stop, was handed back {(push.EndedAt - stopped)?.TotalSeconds:F1} s later";
    }

    /// <summary>Whether another push of the event left a result in this instance, which this one stores.</summary>
    private static bool HasResult(Dossier dossier, Push push) => dossier.Calls.Exists(call => call.By.Life == push.Life);
}
