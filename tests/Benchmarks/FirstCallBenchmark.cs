namespace Loadgen.Benchmarks;

/// <summary>The measured latency of a fresh process's first call, prepared and not, against that of one among many.</summary>
internal static class FirstCallBenchmark
{
    private const int Processes = 9;

    public static async Task RunAsync()
    {
        foreach (var tls in (bool[])[false, true])
        {
            using var target = new Target(tls, answers: true);
            await Child.StartAsync(Child.Warm, target.Url); // The target's own first call.
            var figures = new Dictionary<string, List<double>> { [Child.Cold] = [], [Child.Prepared] = [], [Child.Warm] = [] };
            for (var i = 0; i < Processes; i++)
            {
                foreach (var (task, latencies) in figures)
                    latencies.AddRange(await Child.StartAsync(task, target.Url));
            }

            Samples.Title($"First call of a process, {target.Url.Scheme}");
            var prepared = new Samples(figures[Child.Prepared]);
            prepared.PrintAgainst("after PrepareAsync", new Samples(figures[Child.Cold]), "without", "ms");
            prepared.PrintAgainst("after PrepareAsync", new Samples(figures[Child.Warm]), "after 20 calls", "ms");
        }
    }
}
