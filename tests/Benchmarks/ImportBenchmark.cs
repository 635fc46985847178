using System.Diagnostics;
using System.Globalization;
using Loadgen.Import;
using Loadgen.Import.Sampling;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;

namespace Loadgen.Benchmarks;

/// <summary>A day of Azure Functions 2019 as large as the published ones: what an import takes, against reading its lines.</summary>
internal static class ImportBenchmark
{
    private const string LinesAlone = "lines";
    private const string Busiest = "import-busiest";
    private const string Stratified = "import-stratified";

    private const int Functions = 50_000;
    private const int Minutes = 1440;

    /// <summary>What a child process may be asked for.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [LinesAlone, Busiest, Stratified];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loadgen-import-");
        try
        {
            var day = new FileInfo(Path.Combine(folder.FullName, "day.csv"));
            WriteDay(day.FullName);
            Samples.Title(string.Create(
                CultureInfo.InvariantCulture, $"Import of a day: {Functions} functions, {Minutes} minutes, {day.Length / 1e6:F0} MB"));
            // Once uncounted, so that all of them find the file in memory.
            await Child.StartAsync(LinesAlone, new Uri(day.FullName));
            var baseline = await Child.StartAsync(LinesAlone, new Uri(day.FullName));
            foreach (var task in Tasks)
            {
                var figures = task == LinesAlone ? baseline : await Child.StartAsync(task, new Uri(day.FullName));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {task,-20} {figures[0],8:F2} s  {figures[1],6:F0} MB at most  {figures[0] / baseline[0],6:F1} × {LinesAlone}"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Seconds, and the most MB that the process had.</summary>
    public static double[] Measure(string task, string path)
    {
        var start = TimeProvider.System.GetTimestamp();
        if (task == LinesAlone)
            Console.Error.WriteLine(File.ReadLines(path).Sum(line => (long)line.Length));
        else
            Import(path, task == Busiest ? SampleKind.Busiest : SampleKind.Stratified);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return [seconds, process.PeakWorkingSet64 / 1e6];
    }

    private static void Import(string path, SampleKind sample)
    {
        using var output = new StreamWriter(path + ".yaml");
        TraceImport.Run(
            TraceKind.Azure2019,
            [new TraceFile(Path.GetFileName(path), () => File.OpenRead(path))],
            new() { Functions = 1000, Sample = sample, MaxPerMinute = 6000 },
            output);
    }

    /// <summary>Rates from a call in two days to hundreds a minute, most of them low, as in the published days.</summary>
    private static void WriteDay(string path)
    {
        var random = new Random(2019);
        using var output = new StreamWriter(path);
        output.WriteLine($"HashOwner,HashApp,HashFunction,Trigger,{string.Join(',', Enumerable.Range(1, Minutes))}");
        for (var function = 0; function < Functions; function++)
        {
            output.Write($"{Hash(random)},{Hash(random)},{Hash(random)},http");
            var rate = Math.Pow(10, (random.NextDouble() * 6) - 3.5);
            for (var minute = 0; minute < Minutes; minute++)
            {
                output.Write(',');
                output.Write((int)((rate * random.NextDouble() * 2) + random.NextDouble()));
            }

            output.WriteLine();
        }
    }

    private static string Hash(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
