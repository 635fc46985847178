using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Trace;

namespace Loadgen.Simulation.Judges;

/// <summary>What the judges of an hour are given.</summary>
/// <param name="Configuration">As it was meant, whatever the instances were given.</param>
/// <param name="MendedAt">From when on the workload could be used.</param>
/// <param name="Events">The plan.</param>
/// <param name="Lines">The first line of each event that has one, by event ID.</param>
internal sealed record Case(
    LoadgenConfiguration Configuration,
    FaultProfile Faults,
    History History,
    DateTimeOffset MendedAt,
    IReadOnlyList<PlannedEvent> Events,
    IReadOnlyDictionary<string, EventLine> Lines)
{
    public static Case Of(
        LoadgenConfiguration configuration,
        FaultProfile faults,
        History history,
        DateTimeOffset mendedAt,
        IReadOnlyList<PlannedEvent> events)
    {
        var lines = new Dictionary<string, EventLine>();
        foreach (var line in history.Lines.Select(EventLine.Read).OfType<EventLine>())
            lines.TryAdd(line.EventId, line);
        return new(configuration, faults, history, mendedAt, events, lines);
    }

    /// <summary>What so many requests to the store may take, one after the other, where none fails.</summary>
    public TimeSpan StoreTime(int requests) => Faults.StoreLatency * 2 * requests;

    /// <summary>Whether an event was claimed only for a line: in a dry run, or past <c>MAX_LATENESS_S</c>.</summary>
    public bool HasNothingToSend(ClaimTaken claim) =>
        Configuration.DryRun
        || claim.At - claim.By.Event!.Event.ScheduledTime > Configuration.MaxLateness;

    /// <summary>Whether a push brought a message that nobody can read.</summary>
    public bool IsPoison(Push push) => History.Poison.Contains(push.Request.Message.MessageId);
}

/// <summary>An event's line, and who stored it when.</summary>
/// <param name="RecordedAt">The line's own time.</param>
internal sealed record EventLine(string EventId, Outcome Outcome, DateTimeOffset RecordedAt, AppendedLine Appended)
{
    public Push By => Appended.By;

    public DateTimeOffset At => Appended.At;

    /// <returns><see langword="null"/> where the line is not an event's.</returns>
    public static EventLine? Read(AppendedLine line)
    {
        var root = JsonElement.Parse(line.Text);
        return root.TryGetProperty("outcome", out var outcome)
            ? new(
                root.GetProperty("event_id").GetString()!,
                OutcomeNames.Find(outcome.GetString()!)!.Value,
                root.GetProperty("ts_utc").GetDateTimeOffset(),
                line)
            : null;
    }
}
