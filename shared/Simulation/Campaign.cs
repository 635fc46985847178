using System.Collections.Concurrent;
using Loadgen.Calls;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Hours;

namespace Loadgen.Simulation;

/// <summary>Many simulated hours, one of each seed.</summary>
public static class Campaign
{
    /// <summary>So many failures tell all there is to tell; a system that is thoroughly broken would take hours for the rest.</summary>
    private const int EnoughFailures = 50;

    /// <summary>Simulates hours on all processors, until enough of them have failed.</summary>
    /// <param name="firstSeed">The first hour's seed; the others follow.</param>
    /// <param name="finished">Told each hour when it is over, from several threads.</param>
    /// <param name="cancellationToken">Ends the campaign early; what was simulated counts.</param>
    public static CampaignReport Run(int firstSeed, int hours, Action<HourReport>? finished, CancellationToken cancellationToken)
    {
        var failed = new ConcurrentBag<HourReport>();
        var outcomes = new ConcurrentDictionary<Outcome, int>();
        var faults = FaultCounts.None;
        var gate = new Lock();
        var simulated = 0;
        var calls = 0;
        Parallel.For(firstSeed, firstSeed + hours, (seed, state) =>
        {
            if (cancellationToken.IsCancellationRequested || failed.Count >= EnoughFailures)
            {
                state.Stop();
                return;
            }

            var report = SimulatedHour.Run(HourSettings.Of(seed));
            Interlocked.Increment(ref simulated);
            Interlocked.Add(ref calls, report.Calls);
            lock (gate)
                faults += report.Faults;
            foreach (var (outcome, count) in report.Outcomes)
                outcomes.AddOrUpdate(outcome, count, (_, known) => known + count);
            if (!report.Passed)
                failed.Add(report);
            finished?.Invoke(report);
        });
        return new(simulated, calls, faults, outcomes, [.. failed.OrderBy(report => report.Settings.Seed)]);
    }
}

/// <summary>What came of a campaign.</summary>
/// <param name="Hours">How many hours were simulated.</param>
/// <param name="Calls">How many calls the targets received in them.</param>
/// <param name="Faults">What went wrong in them.</param>
/// <param name="Outcomes">How the events ended.</param>
/// <param name="Failed">The hours in which a promise did not hold, by seed.</param>
public sealed record CampaignReport(
    int Hours, int Calls, FaultCounts Faults, IReadOnlyDictionary<Outcome, int> Outcomes, IReadOnlyList<HourReport> Failed);
