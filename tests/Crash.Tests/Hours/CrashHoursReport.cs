using System.Globalization;
using Crash.Tests.Cloud;

namespace Crash.Tests.Hours;

/// <summary>What was done to the hours, and how they ended.</summary>
/// <param name="Problems">The promises that were broken; none where all held.</param>
/// <param name="Figures">Everything else, a line each.</param>
internal sealed record CrashHoursReport(IReadOnlyList<string> Problems, IReadOnlyList<string> Figures)
{
    /// <summary>Looks at everything once it is over.</summary>
    public static async Task<CrashHoursReport> OfAsync(
        CrashHoursSettings settings, Deployment deployment, CrashInjector injector, Oracle oracle, bool isDrained)
    {
        oracle.Check(await deployment.ReadLogsAsync(), deployment.Targets.Receipts, await deployment.ReadClaimsAsync());
        List<string> problems = [.. oracle.Problems, .. injector.Problems, .. deployment.Planner.Problems, .. deployment.Invoker.Problems];
        if (!isDrained)
            problems.Insert(0, "promise 1: long after the last hour there are still messages that are not acknowledged");

        var events = deployment.EventSubscription.Statistics;
        return new(problems,
        [
            Line($"{settings.Hours} hours at {settings.Speed}×, seed {settings.Seed}"),
            Line($"{injector.Crashes} times SIGKILL, {injector.Stops} times SIGTERM"),
            Line($"{deployment.Planner.Started} planners and {deployment.Invoker.Started} invokers"),
            Line($"storage faults: {Counts(deployment.Storage.Faults.Injected)}; of {deployment.Storage.Requests.Values.Sum()} requests"),
            Line($"event messages: {events.Acknowledged} acknowledged, {events.Refused} nacked, {events.Expired} expired"),
            Line($"deliveries: {events.Delivered}, {events.Duplicated} of them duplicates"),
            Line($"{oracle.Outcomes.Values.Sum()} lines, {deployment.Targets.Receipts.Count} calls received"),
            Line($"outcomes: {Counts(oracle.Outcomes)}"),
        ]);
    }

    public override string ToString() => string.Join('\n', [.. Figures, .. Problems]);

    private static string Counts<T>(IReadOnlyDictionary<T, long> counts) =>
        string.Join(", ", counts.Select(pair => Line($"{pair.Value} {pair.Key}")));

    private static string Counts<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => Line($"{pair.Value} {pair.Key}")));

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
