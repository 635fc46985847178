using System.Globalization;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Analysis.Verification;

/// <summary>The plan that a run's lines are held against: the run's own, whatever is configured today.</summary>
/// <param name="Events"><see langword="null"/> where the plan is not known.</param>
/// <param name="DryRun">Whether nobody was to be called; <see langword="null"/>: as the start line says.</param>
/// <param name="Problems">What is wrong with the plan itself.</param>
public sealed record RunPlan(
    IReadOnlyList<PlannedEvent>? Events, bool? DryRun, IReadOnlyList<(FindingKind Kind, string Message)> Problems)
{
    /// <summary>A plan that is given.</summary>
    public static RunPlan Of(HourPlan plan) => new(plan.Events, plan.Run.DryRun, []);

    /// <summary>The plan of a run that was found in a log.</summary>
    /// <param name="start">Its start line; <see langword="null"/> where there is none.</param>
    public static RunPlan Of(RunIdentity run, StartEntry? start, VerificationOptions options)
    {
        var settings = start?.Settings;
        var stored = options.Stored.GetValueOrDefault(run);
        var problems = new List<(FindingKind, string)>();
        if (stored?.Problem is { } problem)
            problems.Add((FindingKind.PlanMissing, problem));
        if (stored?.Manifest is { } manifest && settings is not null)
            problems.AddRange(Differences(settings, manifest).Select(difference => (FindingKind.PlanDiffers, difference)));

        var pinned = stored?.Manifest is null ? settings?.Workload : stored.Manifest.Workload;
        var jitter = stored?.Manifest?.JitterSeconds ?? settings?.JitterSeconds ?? options.JitterSeconds;
        var workload = stored?.Workload ?? (pinned is null or { Name: BuiltInWorkload.Name } ? options.BuiltIn : null);
        if (workload is null)
        {
            problems.Add((
                FindingKind.PlanMissing,
                $"the workload '{pinned!.Name}' is not built in, and {pinned.Hash}.workload.json is not stored beside the log: "
                    + "which events there must be is not known"));
        }

        return new(workload?.Expand(run.ExperimentId, run.TraceHour, jitter), stored?.Manifest?.Run.DryRun, problems);
    }

    /// <summary>When the last event is due, at the latest.</summary>
    public DateTimeOffset LastDueOf(RunIdentity run) =>
        Events is null ? run.TraceHour.Start.AddHours(1) : Events.Count > 0 ? Events[^1].ScheduledTime : run.TraceHour.Start;

    private static IEnumerable<string> Differences(StartSettings settings, RunManifest manifest)
    {
        if (settings.JitterSeconds != manifest.JitterSeconds)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"jitter_s is {settings.JitterSeconds}; the run's manifest says {manifest.JitterSeconds}");
        }

        if (settings.Workload != manifest.Workload)
            yield return $"the workload is {Text(settings.Workload)}; the run's manifest says {Text(manifest.Workload)}";
    }

    private static string Text(PinnedWorkload? workload) => workload is null ? "none" : $"'{workload.Name}' ({workload.Hash})";
}
