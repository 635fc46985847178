using Loadgen.Claims;
using Loadgen.Records;

namespace Loadgen.Analysis.Verification;

/// <summary>Until when a run's lines may come.</summary>
/// <param name="Start">Its start line, where there is one.</param>
/// <param name="Now">The present on the run's clock; <see langword="null"/> where the run is over, whatever its log lacks.</param>
public sealed record RunLimits(StartEntry? Start, DateTimeOffset? Now)
{
    /// <summary>The longest of Pub/Sub's pauses between two deliveries, and as much for storing the line.</summary>
    private static readonly TimeSpan LastDelivery = TimeSpan.FromMinutes(2);

    /// <summary>Nobody waits longer than that, whatever a line says.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(300);

    /// <summary>Of runs that do not say it.</summary>
    public static StartSettings Usual { get; } = new(null, 0, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(1800));

    /// <summary>
    /// When the line of an event must be there. It is sent at the latest <c>MAX_LATENESS_S</c> after it was due; it was held before, and
    /// the call ends while its claim is believed. Were its holder lost, the line would say <c>unknown</c>, at the first delivery after it.
    /// </summary>
    /// <param name="due">When the event was due, perhaps before its run began.</param>
    public DateTimeOffset LineBy(DateTimeOffset due)
    {
        var begins = Start?.WrittenAt > due ? Start.WrittenAt.Value : due;
        var takes = (Start?.Settings ?? Usual).MaxLateness + Claim.Lifetime + LastDelivery;
        return begins + (takes < Longest ? takes : Longest);
    }

    /// <summary>Whether the line may still come.</summary>
    public bool AreAhead(DateTimeOffset due) => Now <= LineBy(due);
}
