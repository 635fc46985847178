using System.Globalization;
using Crash.Tests.Cloud;

namespace Crash.Tests.Hours;

/// <summary>What was done to the hours, and what became of them.</summary>
/// <param name="Problems">The promises that were broken; none is what is hoped for.</param>
/// <param name="Figures">All else, a line each.</param>
internal sealed record CrashHoursReport(IReadOnlyList<string> Problems, IReadOnlyList<string> Figures)
{
    /// <summary>Looks at everything once it is over.</summary>
    public static async Task<CrashHoursReport> OfAsync(
        CrashHoursSettings settings, Deployment deployment, Killer killer, Judge judge, bool isDrained)
    {
        judge.Look(await deployment.ReadLogsAsync(), deployment.Targets.Receipts);
        List<string> problems = [.. judge.Problems, .. killer.Problems, .. deployment.Planner.Problems, .. deployment.Invoker.Problems];
        if (!isDrained)
            problems.Insert(0, "promise 1: long after the last hour there are still messages that are not acknowledged");

        var events = deployment.EventSubscription.Statistics;
        return new(problems,
        [
            Line($"{settings.Hours} hours at {settings.Speed}×, seed {settings.Seed}"),
            Line($"{killer.Kills} times SIGKILL, {killer.Stops} times SIGTERM; {deployment.Planner.Started} planners and {deployment.Invoker.Started} invokers"),
            Line($"storage faults: {Counts(deployment.Storage.Faults.Injected)}; of {deployment.Storage.Requests.Values.Sum()} requests"),
            Line($"event messages: {events.Acknowledged} acknowledged, {events.Delivered} deliveries, {events.Duplicated} of them duplicates, {events.Refused} refused, {events.Expired} expired"),
            Line($"{judge.Outcomes.Values.Sum()} lines, {deployment.Targets.Receipts.Count} calls received; outcomes: {Counts(judge.Outcomes)}"),
        ]);
    }

    public override string ToString() => string.Join('\n', [.. Figures, .. Problems]);

    private static string Counts<T>(IReadOnlyDictionary<T, long> counts) =>
        string.Join(", ", counts.Select(pair => Line($"{pair.Value} {pair.Key}")));

    private static string Counts<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => Line($"{pair.Value} {pair.Key}")));

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
