using Loadgen.Cloud.Clocks;

namespace Loadgen.Benchmarks;

/// <summary>How long after its due instant a wait ends, against the plain delay of the same clock.</summary>
internal static class LatenessBenchmark
{
    private const int Waits = 200;

    public static async Task RunAsync()
    {
        using var wait = new MachineWaiter(TimeProvider.System);
        await CompareAsync(wait, TimeProvider.System);
        await TogetherAsync(wait, TimeProvider.System);
    }

    private static async Task CompareAsync(MachineWaiter wait, TimeProvider time)
    {
        var random = new Random(1);
        var ours = new List<double>();
        var baseline = new List<double>();
        var spent = TimeSpan.Zero;
        for (var i = 0; i < Waits; i++)
        {
            var ahead = TimeSpan.FromMilliseconds(20 + (random.NextDouble() * 60));

            var due = time.GetUtcNow() + ahead;
            var before = Environment.CpuUsage.TotalTime;
            await wait.UntilAsync(due, CancellationToken.None);
            ours.Add((time.GetUtcNow() - due).TotalMilliseconds);
            spent += Environment.CpuUsage.TotalTime - before;

            due = time.GetUtcNow() + ahead;
            await Task.Delay(due - time.GetUtcNow(), time);
            baseline.Add((time.GetUtcNow() - due).TotalMilliseconds);
        }

        Samples.Title($"Lateness, one after the other; {spent.TotalMilliseconds / Waits:F2} ms of processor time a wait");
        new Samples(ours).PrintAgainst("MachineWaiter", new Samples(baseline), "Task.Delay(due - now, time)", "ms");
        Console.WriteLine($"  early: MachineWaiter {Early(ours)}, Task.Delay {Early(baseline)} of {Waits}");
    }

    private static int Early(List<double> lateness) => lateness.Count(late => late < 0);

    private static async Task TogetherAsync(MachineWaiter wait, TimeProvider time)
    {
        const int Together = 1000;
        var due = time.GetUtcNow().AddSeconds(3);
        var ours = await Task.WhenAll(Enumerable.Range(0, Together).Select(async _ =>
        {
            await wait.UntilAsync(due, CancellationToken.None);
            return (time.GetUtcNow() - due).TotalMilliseconds;
        }));
        due = time.GetUtcNow().AddSeconds(3);
        var baseline = await Task.WhenAll(Enumerable.Range(0, Together).Select(async _ =>
        {
            await Task.Delay(due - time.GetUtcNow(), time);
            return (time.GetUtcNow() - due).TotalMilliseconds;
        }));

        Samples.Title("Lateness, a thousand at the same instant");
        new Samples(ours).PrintAgainst("MachineWaiter", new Samples(baseline), "Task.Delay(due - now, time)", "ms");
    }
}
