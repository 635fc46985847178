using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Planning;

/// <summary>How far the publishing of an hour is. Events go out in the order of the plan, so a number says it all.</summary>
/// <param name="published">How many of its events are published for certain.</param>
/// <param name="number">The number of the message that has it published: the tick's is 0.</param>
/// <param name="isReplay">Whether the run is a replay, as far as that is known.</param>
internal sealed class HourProgress(HourPlan plan, int published, int number, bool isReplay)
{
    /// <summary>An invoker that had nothing to do for so long may be gone.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(600);

    private int _saved = published;

    public HourPlan Plan { get; } = plan;

    public int Number { get; } = number;

    public bool IsReplay { get; } = isReplay;

    public int Published { get; private set; } = published;

    /// <summary>Whether more is published than the checkpoint says.</summary>
    public bool HasUnsavedProgress => Published > _saved;

    /// <summary>The event to publish next.</summary>
    public PlannedEvent? Next => Published < Plan.Events.Count ? Plan.Events[Published] : null;

    /// <summary>Whether nothing happens for a long time before the next event, or nothing has happened yet.</summary>
    public bool IsAfterPause =>
        Published == 0 || Plan.Events[Published].ScheduledTime - Plan.Events[Published - 1].ScheduledTime >= Pause;

    public void PublishedNext() => Published++;

    /// <summary>Takes note of what is stored.</summary>
    /// <returns>Whether this message still carries the run; where not, another one goes on with it.</returns>
    public bool Saved(Checkpoint stored)
    {
        _saved = Published;
        return Number >= stored.Number;
    }
}
