using Loadgen.Analysis.Costs;
using Loadgen.Planning;

namespace Loadgen.Analysis.Workloads;

/// <summary>What is said where Pub/Sub would have more pushes in flight than it keeps.</summary>
public static class PushWarning
{
    /// <summary>One sentence or more; <see langword="null"/>: there are not too many.</summary>
    /// <param name="mostWithin">The most calls in a stretch of time: that for which a message is in flight.</param>
    public static string? Of(Func<TimeSpan, long> mostWithin, CallAssumptions assumptions)
    {
        if (mostWithin(assumptions.Held) is var inFlight && inFlight <= PushLoad.Most)
            return null;

        var lead = (int)Math.Ceiling(assumptions.Lead.TotalSeconds) - 1;
        while (lead > 0 && mostWithin(TimeSpan.FromSeconds(lead) + assumptions.Latency) > PushLoad.Most)
            lead--;
        var (held, latency) = (assumptions.Lead.TotalSeconds, assumptions.Latency.TotalSeconds);
        return FormattableString.Invariant($"up to {inFlight:N0} messages are in flight at once, with LEAD_S {held:0.###} and calls of ")
            + FormattableString.Invariant($"{latency:0.###} s; Pub/Sub keeps {PushLoad.Most:N0} a region, and what is beyond comes late. ")
            + (lead > 0 ? FormattableString.Invariant($"LEAD_S {lead} fits{Chosen()}.") : "No LEAD_S fits: spread the calls.");

        // It knows of no other latency.
        string Chosen() => assumptions.Latency > PushLoad.ExpectedLatency
            ? ""
            : FormattableString.Invariant($"; where none is set, Terraform chooses by peak_events_per_second = {PeakRate.Of(mostWithin)}");
    }
}
