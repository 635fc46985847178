using System.Globalization;
using Loadgen.Cli.Local.Progress;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Cli.Local.Views;

/// <summary>
/// What happens in a local cloud, a calm line each: hours that begin and end, events, and what goes wrong. Where a run has many events,
/// they are added up, on a line a minute.
/// </summary>
/// <param name="clock">The trace's clock.</param>
internal sealed class UpView(Shell shell, TimeProvider clock) : IRunFollower
{
    /// <summary>The most events of a run that have lines of their own.</summary>
    private const int MostEvents = 100;

    private const int Red = 31;
    private const int Green = 32;
    private const int Yellow = 33;

    private readonly Lock _gate = new();
    private readonly Dictionary<RunIdentity, RunTally> _runs = [];

    /// <summary>Nothing: a line tells of a call when it has ended.</summary>
    public void Calling(DeployedScenario scenario, string eventId)
    {
    }

    /// <inheritdoc/>
    public void Wrote(DeployedScenario scenario, ReadOnlyMemory<byte> line)
    {
        foreach (var entry in RunLogReader.Read(line).Entries.OfType<RunEntry>())
        {
            lock (_gate)
                Tell(scenario.Label, entry, line);
        }
    }

    /// <summary>Tells of something that is wrong, or that this command does about it.</summary>
    public void Warn(string text) => Print(text, Yellow);

    /// <summary>Tells of something that failed.</summary>
    public void Fail(string text) => Print(text, Red);

    private void Tell(string scenario, RunEntry entry, ReadOnlyMemory<byte> line)
    {
        switch (entry)
        {
            case StartEntry start:
                _runs[start.Run] = new(start.Invocations);
                Print($"scenario {scenario}: hour {Hour(start)} begins: "
                    + string.Create(CultureInfo.InvariantCulture, $"{start.Invocations} events, ")
                    + (start.DryRun ? "none is called, " : "") + $"run {start.Run.RunId}");
                break;
            case InvocationEntry invocation when _runs.GetValueOrDefault(invocation.Run) is { Planned: > MostEvents } many:
                many.Add(invocation);
                if (many.IsFirstIn(TimeOfDay[..5]))
                    Print($"scenario {scenario}: {many}");
                break;
            case InvocationEntry invocation when EventResult.Read(line) is { } result:
                _runs.GetValueOrDefault(invocation.Run)?.Add(invocation);
                Print($"{scenario}  {invocation.FunctionId}: {EventText.Of(result)}", ColourOf(result.Outcome));
                break;
            case CompleteEntry complete:
                var tally = _runs.Remove(complete.Run, out var counted) ? $": {counted}" : "";
                Print($"scenario {scenario}: hour {Hour(complete)} is complete{tally}", Green);
                break;
        }
    }

    private string TimeOfDay => Instant.ToSeconds(clock.GetUtcNow())[11..19];

    private void Print(string text, int? colour = null) =>
        shell.Out.WriteLine($"{TimeOfDay}  {(colour is { } code ? shell.Coloured(text, code) : text)}");

    private static string Hour(RunEntry entry) => entry.Run.TraceHour.ToString()[11..16];

    private static int? ColourOf(string outcome) => outcome switch
    {
        "ok" or "dry_run" => null,
        "skipped_late" or "unknown" => Yellow,
        _ => Red,
    };
}
