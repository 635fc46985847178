using Loadgen.Calls;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Judges;

/// <summary>
/// Promise 4: decides for each <c>unknown</c> whether that very event's holder was lost, gave its call up at a stop, or could not reach the
/// store; and whether whoever wrote it had waited long enough.
/// </summary>
internal sealed class UnknownJudge(Case given)
{
    /// <summary>Nobody but the holder says <c>unknown</c> before; until then the holder may be alive.</summary>
    private static readonly TimeSpan HolderMayLive = TimeSpan.FromSeconds(600);

    public IEnumerable<string> Judge(Dossier dossier)
    {
        if (dossier.Line is { Outcome: Outcome.Unknown } line && ProblemOf(dossier, line) is { } problem)
            yield return $"promise 4: {dossier.EventId} is unknown, {problem}";
    }

    private string? ProblemOf(Dossier dossier, EventLine line)
    {
        var latest = dossier.Claims.FindLast(one => one.At < line.At && !(one.ReleasedAt < line.At));
        if (latest is null)
            return "and nobody had claimed it";
        // Whoever writes in place of a lost holder has taken over its claim.
        var claim = latest.First;
        if (GaveUp(dossier, line, claim))
            return null;
        if (line.RecordedAt - claim.AskedAt < HolderMayLive)
            return $"though it had been claimed only {(line.RecordedAt - claim.AskedAt).TotalSeconds:F3} s before";

        var call = dossier.Calls.Find(one => one.By == claim.By);
        return call is null ? ProblemOfUnused(dossier, line, claim) : ProblemOfCall(line, claim.By, call);
    }

    /// <summary>Whether the holder itself says so, after it gave its call up at a stop.</summary>
    private static bool GaveUp(Dossier dossier, EventLine line, ClaimTaken claim) =>
        line.Writer == claim.By.Life
        && dossier.Calls.Find(one => one.By == claim.By) is { WasGivenUp: true } call
        && call.CutAt <= line.At;

    private static string? ProblemOfCall(EventLine line, Push holder, Call call)
    {
        var life = holder.Life;
        if (line.Writer == life && !life.IsGoneBy(line.At) && call.AnsweredAt < line.At && call.CutAt is null && holder.To is null)
            return "though its instance knows better";
        if (call.CutAt is { } cut)
        {
            return call.WasGivenUp
                ? ProblemOfResult(line, holder, cut)
                : $"since its call was cut {(cut - call.At).TotalSeconds:F0} s after it was sent";
        }

        if (!(call.AnsweredAt < life.GoneAt) && life.GoneAt is not null)
            return life.HasCrashed ? null : "though its holder could have given its call up";
        if (call.AnsweredAt is not { } answered)
            return "though its call goes on";
        return ProblemOfResult(line, holder, answered);
    }

    /// <summary>The holder had a result, or had given its call up, and did not store it.</summary>
    private static string? ProblemOfResult(EventLine line, Push holder, DateTimeOffset measured)
    {
        var life = holder.Life;
        var limit = Earliest(holder.From + Push.StoreWithin, life.GoneAt, line.At);
        if (!StoreReach.TriedInVain(life, measured, limit))
            return "though its holder had a result and could reach the store";
        return null;
    }

    /// <summary>The holder sent nothing: its claim should have been released, or its line stored where nothing was to be sent.</summary>
    private string? ProblemOfUnused(Dossier dossier, EventLine line, ClaimTaken claim)
    {
        var holder = claim.By;
        var life = holder.Life;
        if (holder.To is null && life.IsGoneBy(line.At))
            return null; // Lost between claim and call; whether at a stop it had the time to release it is the stop's judge's.
        if (holder.To is null)
            return "though its holder is still at work";
        // A claim that comes too late for a call is given back, whether there is one to make or not.
        // So is one that a stop was quicker than.
        if (given.HasNothingToSend(dossier, claim)
            && KnownAt(claim) is { } known
            && known + given.Configuration.Timeout <= holder.From + Push.StoreWithin
            && !(life.StoppedAt < known)
            && !(life.StoppedAt < dossier.Planned.ScheduledTime))
        {
            return ProblemOfResult(line, holder, known);
        }

        return StoodAgainstItsHoldersWill(claim) ? null : "though its holder sent nothing and could have released its claim";
    }

    /// <summary>When a holder knew that it had the claim: by its answer, or, where that was lost, by looking.</summary>
    private static DateTimeOffset? KnownAt(ClaimTaken claim) => claim.By.Requests.Find(request =>
        (request == claim.Request || (request.Verb is "read" && request.Name == claim.Request.Name && request.From >= claim.At))
        && !request.HasFailed)?.To;

    /// <summary>Whether releasing a claim failed, or it took effect only after its holder had looked for it.</summary>
    public static bool StoodAgainstItsHoldersWill(ClaimTaken claim) => claim.By.Requests.Exists(request =>
        request.Name == claim.Request.Name
        && request.From >= claim.AskedAt
        && request.Verb is "read" or "delete"
        && (request.HasFailed || request.To is null || request.To > claim.By.EndedAt || request.EffectAt < claim.At))
        || claim.At >= claim.By.EndedAt;

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? two, DateTimeOffset three)
    {
        var earliest = two < one ? two.Value : one;
        return three < earliest ? three : earliest;
    }
}
