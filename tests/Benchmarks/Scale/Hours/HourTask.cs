using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Loadgen.Simulation.Hours;

namespace Loadgen.Benchmarks.Scale.Hours;

/// <summary>What is done with a large hour in a fresh process, whose time and memory are its alone.</summary>
internal static class HourTask
{
    public const string Plan = "hour-plan";
    public const string Ids = "hour-ids";
    public const string Verify = "hour-verify";
    public const string Lines = "hour-lines";
    public const string Simulate = "hour-simulate";
    public const string SimulateTenth = "hour-simulate-tenth";

    /// <summary>What decides in a simulated hour.</summary>
    private const int Seed = 1;

    /// <summary>What a child process may be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [Plan, Ids, Verify, Lines, Simulate, SimulateTenth];

    /// <summary>Seconds, the most MB that the process had, and what was found to be wrong.</summary>
    public static double[] Measure(string task, string folder)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var problems = 0;
        var events = task switch
        {
            Plan => PlanAll(),
            Ids => Enumerable.Range(0, MillionEvents.Count).Select(IdOf).Order(StringComparer.Ordinal).ToArray().Length,
            Verify => VerifyAll(folder),
            Simulate => SimulateAll(MillionEvents.Count, out problems),
            SimulateTenth => SimulateAll(MillionEvents.Count / 10, out problems),
            _ => File.ReadLines(LogIn(folder)).Count(line => line.Contains("\"outcome\"", StringComparison.Ordinal)),
        };
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        var expected = task is SimulateTenth ? MillionEvents.Count / 10 : MillionEvents.Count;
        if (events != expected)
            throw new InvalidOperationException($"{task}: found {events} events; there are {expected}");
        using var process = Process.GetCurrentProcess();
        return [seconds, process.PeakWorkingSet64 / 1e6, problems];
    }

    private static int SimulateAll(int events, out int problems)
    {
        var report = SimulatedHour.Run(HourSettings.Big(Seed, events));
        foreach (var problem in report.Problems)
            Console.Error.WriteLine(problem);
        problems = report.Problems.Count;
        // They are spread over whole minutes.
        return report.Outcomes.Values.Sum() == events / 60 * 60 ? events : report.Outcomes.Values.Sum();
    }

    private static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"million:2026-01-20T13:00:00Z:alpha:{index:D2}");

    /// <summary>The workload is read and expanded, and each event looked at.</summary>
    private static int PlanAll() => MillionEvents.Plan(MillionEvents.Read()).Events.Count(planned => planned.EventId.Length > 0);

    private static int VerifyAll(string folder)
    {
        string[] command = ["verify", LogIn(folder), "--require", $"ok >= {MillionEvents.Count}"];
        return Assembly.Load("loadgen").EntryPoint!.Invoke(null, [command]) is 0
            ? MillionEvents.Count
            : throw new InvalidOperationException("verify found something wrong with the log.");
    }

    private static string LogIn(string folder) => Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).Single();
}
