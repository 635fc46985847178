using System.Globalization;
using Loadgen.Simulation.Cloud;

namespace Loadgen.Cli.Simulations;

/// <summary>What goes wrong in a simulated hour, for a person.</summary>
internal static class FaultText
{
    /// <summary>A sentence for each kind of trouble; one in all where there is none.</summary>
    public static IReadOnlyList<string> Of(FaultProfile faults)
    {
        string[] sentences = [.. SentencesOf(faults).Where(sentence => sentence.IsTold).Select(sentence => sentence.Text)];
        return sentences.Length > 0 ? sentences : ["Nothing goes wrong."];
    }

    private static IEnumerable<(bool IsTold, string Text)> SentencesOf(FaultProfile faults) =>
    [
        (faults.TickDelay > TimeSpan.Zero, $"The tick is delivered up to {Span(faults.TickDelay)} after its time."),
        (faults.SecondTick, "The scheduler publishes a second tick, some seconds after the first."),
        (faults.WorkloadOutage > TimeSpan.Zero, $"The workload cannot be used until {Span(faults.WorkloadOutage)} after the tick's time."),
        (faults.Duplicates > 0, $"Pub/Sub makes {Share(faults.Duplicates)} of deliveries twice."),
        (faults.DeliveryDelay > TimeSpan.Zero, $"New messages are delivered up to {Span(faults.DeliveryDelay)} later."),
        (faults.SlowStart, "Pub/Sub starts with a few pushes at a time, and slows down at failures."),
        (faults.Refused > 0, $"The store and Pub/Sub refuse {Share(faults.Refused)} of requests."),
        (faults.AnswersLost > 0, $"{Share(faults.AnswersLost)} of requests to them take effect, and the answer is lost."),
        (faults.StoreLatency > FaultProfile.None.StoreLatency, $"A request to the store takes up to {Span(faults.StoreLatency)}."),
        (IsTime(faults.StoreOutage), $"The store does not answer for {Time(faults.StoreOutage)}."),
        (IsTime(faults.NetworkCut), $"One invoker cannot reach the store for {Time(faults.NetworkCut)}."),
        (faults.Crashes > 0, $"{Share(faults.Crashes)} of instances crash."),
        (faults.Stops > 0, $"SIGTERM stops an instance {Count(faults.Stops, "time")}, mostly when an event is due."),
        (faults.Poison > 0, $"Each topic gets {Count(faults.Poison, "message")} that nobody can read."),
        (faults.BadTargets > 0, $"{Share(faults.BadTargets)} of calls go wrong: errors, timeouts, answers that never end."),
        (faults.Instances > 1, $"Pushes are spread over {faults.Instances} instances."),
    ];

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    private static string Count(int count, string what) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : "s")}";

    private static bool IsTime((TimeSpan After, TimeSpan For) time) => time.For > TimeSpan.Zero;

    private static string Time((TimeSpan After, TimeSpan For) time) => $"{Span(time.For)}, from {Span(time.After)} after the tick on";

    private static string Span(TimeSpan span) => span < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}
