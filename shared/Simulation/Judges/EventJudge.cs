using Loadgen.Calls;
using Loadgen.Simulation.Evidence;
using Loadgen.Trace;

namespace Loadgen.Simulation.Judges;

/// <summary>Promises 2, 3 and 5: decides for each event whether it should have been called, and when.</summary>
internal sealed class EventJudge(Case given)
{
    /// <summary>What an instance may take to get ready where nothing fails, the store aside.</summary>
    private static readonly TimeSpan GettingReady = TimeSpan.FromSeconds(3);

    /// <summary>Requests to the store before a call: the run, the log, the claim, and what else a first message needs.</summary>
    private const int RequestsBeforeCall = 6;

    private TimeSpan Slack => GettingReady + given.StoreTime(RequestsBeforeCall);

    private TimeSpan MaxLateness => given.Configuration.MaxLateness;

    public IEnumerable<string> Judge(Dossier dossier)
    {
        var planned = dossier.Planned;
        var calls = dossier.Calls.Count + (dossier.Former.WasCalled ? 1 : 0);
        if (calls > 1)
            yield return $"promise 2: {planned.EventId} was called {calls} times";
        if (dossier.Former is { WasCalled: false, Outcome: not null } && calls > 0)
            yield return $"{planned.EventId} was called after it was logged as not sent";
        foreach (var call in dossier.Calls)
        {
            if (ProblemOf(planned, call) is { } problem)
                yield return problem;
        }

        if (dossier.Line is { } line && ProblemOf(planned, line, calls > 0) is { } wrong)
            yield return wrong;
    }

    private string? ProblemOf(PlannedEvent planned, Call call)
    {
        var late = call.At - planned.ScheduledTime;
        if (late < TimeSpan.Zero)
            return $"promise 3: {planned.EventId} was called before it was due";
        if (late > MaxLateness)
            return $"lateness: {planned.EventId} was called {late.TotalSeconds:F0} s late, beyond MAX_LATENESS_S";
        if (given.Configuration.DryRun)
            return $"dry run: {planned.EventId} was called";
        if (call.At + given.Configuration.Timeout > call.By.From + Push.StoreWithin)
            return $"promise 4: {planned.EventId} was called when its result might come too late to be stored";
        return IsInExcess(planned, call.By, call.At)
            ? $"lateness: {planned.EventId} was called {late.TotalSeconds:F1} s late, though nothing hindered its holder"
            : null;
    }

    private string? ProblemOf(PlannedEvent planned, EventLine line, bool wasCalled)
    {
        if (line.Outcome.WasSent() && !wasCalled)
            return $"{planned.EventId} is logged as sent, and nobody was called";
        if (line.Outcome is Outcome.DryRun or Outcome.SkippedLate && wasCalled)
            return $"{planned.EventId} is logged as not sent, and somebody was called";
        if (line.Outcome is Outcome.DryRun != given.Configuration.DryRun && line.Outcome is not (Outcome.SkippedLate or Outcome.Unknown))
            return $"dry run: {planned.EventId} is {line.Outcome.ToName()}";
        if (line.Outcome is not Outcome.SkippedLate)
            return null;

        var late = line.RecordedAt - planned.ScheduledTime;
        if (late <= MaxLateness)
            return $"lateness: {planned.EventId} was skipped only {late.TotalSeconds:F3} s late";
        return line.By is { } push && IsInExcess(planned, push, planned.ScheduledTime + MaxLateness)
            ? $"lateness: {planned.EventId} was skipped, though nothing hindered its holder, which had it in time"
            : null;
    }

    /// <summary>Whether a moment is later than a push needed that nothing failed for.</summary>
    private bool IsInExcess(PlannedEvent planned, Push push, DateTimeOffset moment)
    {
        var earliest = push.From > planned.ScheduledTime ? push.From : planned.ScheduledTime;
        return push.EventId == planned.EventId && moment > earliest + Slack && !StoreReach.HasFailed(push, moment);
    }
}
