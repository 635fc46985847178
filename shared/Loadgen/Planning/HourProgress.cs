using Loadgen.Trace;

namespace Loadgen.Planning;

/// <summary>How far the publishing of an hour is. Events go out in the order of the plan, so a number says it all.</summary>
/// <param name="published">How many of its events are published for certain.</param>
internal sealed class HourProgress(HourPlan plan, int published)
{
    private int _saved = published;

    public HourPlan Plan { get; } = plan;

    public int Published { get; private set; } = published;

    /// <summary>Whether more is published than the checkpoint says.</summary>
    public bool HasUnsavedProgress => Published > _saved;

    /// <summary>The event to publish next.</summary>
    public PlannedEvent? Next => Published < Plan.Events.Count ? Plan.Events[Published] : null;

    public void PublishedNext() => Published++;

    public void Saved() => _saved = Published;
}
