using Loadgen.Benchmarks;
using Loadgen.Benchmarks.Scale;
using Loadgen.Benchmarks.Scale.Processes;

// dotnet run -c Release --project tests/Benchmarks [lateness|first-call|overhead|memory|busy|import|report|statistics]
// dotnet run -c Release --project tests/Benchmarks -- scale [--json] [--seconds N] [--rows name,…]
// Every figure stands beside that of a named baseline from the same run: on a machine with other work, only the ratio means something.
if (args is [Child.Command, var task, var url])
    return await Child.RunAsync(task, new Uri(url));
if (args is [Role.Command, var role, .. var arguments])
    return await Role.RunAsync(role, arguments);
if (args is [ScaleBenchmark.Command, .. var scale])
    return await ScaleBenchmark.RunAsync(scale);

var all = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["lateness"] = LatenessBenchmark.RunAsync,
    ["first-call"] = FirstCallBenchmark.RunAsync,
    ["overhead"] = OverheadBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["busy"] = BusyBenchmark.RunAsync,
    ["import"] = ImportBenchmark.RunAsync,
    ["report"] = ReportBenchmark.RunAsync,
    ["statistics"] = StatisticsBenchmark.RunAsync,
};
var chosen = args.Length == 0 ? [.. all.Keys] : args;
if (Array.Find(chosen, name => !all.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Keys)}.");
    return 2;
}

foreach (var name in chosen)
    await all[name]();
return 0;
