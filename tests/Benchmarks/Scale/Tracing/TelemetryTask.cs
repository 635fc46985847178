using Loadgen.Simulation.Hours;
using Loadgen.Telemetry;

namespace Loadgen.Benchmarks.Scale.Tracing;

/// <summary>What an event's telemetry takes, in a fresh process.</summary>
internal static class TelemetryTask
{
    /// <summary>What a child process is asked for.</summary>
    public const string Name = "telemetry";

    private const int Rounds = 15;
    private const int TimesOff = 100_000;
    private const int TimesOn = 10_000;

    private const int Seed = 1;
    private const int Events = 600;

    /// <summary>Not of an event that ends well: the whole delivery's, and what is tried again.</summary>
    private static readonly string[] Others = [SpanNames.Plan, "loadgen.storage.retries"];

    /// <summary>Microseconds of processor time an event, without and with somebody who listens.</summary>
    public static double[] Measure()
    {
        using var telemetry = new EventTelemetry();
        // An event's place in its trace is needed anyway: every request says it.
        var needed = Measure(telemetry.Identify, TimesOff);
        var off = Measure(telemetry.Tell, TimesOff);
        var on = MeasureHeard(telemetry);
        Check(telemetry);
        return [off - needed, on - needed];
    }

    private static double MeasureHeard(EventTelemetry telemetry)
    {
        using var listener = new Listener();
        return Measure(telemetry.Tell, TimesOn);
    }

    private static double Measure(Action act, int times)
    {
        // The first rounds compile, and others are disturbed.
        var rounds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < times; i++)
                act();
            rounds.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / times);
        }

        return new Samples(rounds).Least;
    }

    /// <summary>Holds what is measured against what planner and invoker tell.</summary>
    /// <exception cref="InvalidOperationException">They tell more.</exception>
    private static void Check(EventTelemetry telemetry)
    {
        var measured = NamesOf(telemetry.Tell);
        var told = NamesOf(() => SimulatedHour.Run(HourSettings.Big(Seed, Events)));
        if (told.Except(measured).Except(Others).ToList() is { Count: > 0 } missing)
            throw new InvalidOperationException($"Planner and invoker tell {string.Join(", ", missing)}, which is not measured");
    }

    private static IReadOnlyCollection<string> NamesOf(Action act)
    {
        using var listener = new Listener();
        act();
        return listener.Names;
    }
}
