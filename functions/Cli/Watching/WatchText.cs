using System.Globalization;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cli.Watching;

/// <summary>What is said of runs that are followed.</summary>
internal static class WatchText
{
    /// <summary>What the table is of.</summary>
    public static string Title(IReadOnlyList<BoardRun> runs)
    {
        string[] hours = [.. runs.Select(run => run.Identity.TraceHour.ToString()).Distinct()];
        return $"{Counted(runs.Count, "run", "runs")}{(hours is [var hour] ? $" of {hour}" : "")}";
    }

    /// <summary>How often it is asked while something happens there.</summary>
    public static string Asked(ILogPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"asked every {place.Pause.TotalSeconds} s");

    /// <summary>Nothing goes on there.</summary>
    /// <param name="last">The run that ended last; <see langword="null"/> where there was none.</param>
    /// <param name="now">By the machine's clock.</param>
    public static string Waiting(ILogPlace place, RunIdentity? last, DateTimeOffset now)
    {
        var before = last is null ? "no run has begun there yet" : $"the last one, {last}, is over";
        return $"Waiting for a run: {place.Name} is {Asked(place)}; {before}. The next full hour is {TraceHour.After(now)}.";
    }

    /// <summary>A run is shown from now on. What its times are is said before any of them.</summary>
    public static string Begun(FollowedRun run, IReadOnlyList<BoardRun> runs)
    {
        var notice = RehearsalNotice.Of(ClockKind.Of(run.OnBoard.Clock)) is { } rehearsal ? $"; {rehearsal}" : "";
        return $"{Hour(run.OnBoard, runs)}: {Counted(run.Planned, "event", "events")}, run {run.OnBoard.Identity.RunId}{notice}";
    }

    /// <summary>A run has its complete line.</summary>
    public static string Complete(BoardRun run, IReadOnlyList<BoardRun> runs) => $"{Hour(run, runs)} is complete";

    /// <summary>Of which runs only those events are known that have their line, and why.</summary>
    /// <returns><see langword="null"/> where that is so of none.</returns>
    public static string? Unknown(IEnumerable<FollowedRun> runs)
    {
        string[] problems = [.. runs.Select(run => run.Unknown).OfType<string>().Distinct(StringComparer.Ordinal)];
        return problems.Length > 0 ? string.Join("; ", problems) : null;
    }

    private static string Hour(BoardRun run, IReadOnlyList<BoardRun> runs) =>
        $"scenario {run.LabelAmong(runs)}: hour {run.Identity.TraceHour.ToString()[11..16]}";

    private static string Counted(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
