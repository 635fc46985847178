using System.Globalization;
using Loadgen.Benchmarks.Scale.Processes;
using Loadgen.Testing.Processes;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>Another load generator, aimed at the same target at the same rate, with as many clients as it takes by itself or ten.</summary>
internal sealed record OtherTool(string Name, string HowToInstall, Func<int, int, string[]> Arguments)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<OtherTool> All { get; } =
    [
        new("loadtest", "npm install -g loadtest", static (rate, seconds) =>
            ["-c", "10", "--rps", Text(rate), "-n", Text(rate * seconds), "-T", "application/json", "-P", """{"check":"ping"}"""]),
        new("hey", "apt-get install hey", static (rate, seconds) =>
        [
            "-c", "10", "-q", Text(rate / 10), "-n", Text(rate * seconds),
            "-m", "POST", "-T", "application/json", "-d", """{"check":"ping"}""",
        ]),
    ];

    /// <summary>How far its requests were from an even grid; <see langword="null"/> where it is not installed.</summary>
    public async Task<Samples?> MeasureAsync(Server target, int rate, int seconds, CancellationToken cancellationToken)
    {
        if (!IsInstalled)
            return null;
        ScaleBenchmark.Say($"{rate * seconds} requests at {rate}/s by {Name} …");
        await Run.TakeArrivalsAsync(target, cancellationToken);
        var program = new ChildProgram(Name, [.. Arguments(rate, seconds), target.Address.AbsoluteUri]);
        var result = await ChildProcess.RunAsync(program, Timeout, cancellationToken);
        var arrivals = await Run.TakeArrivalsAsync(target, cancellationToken);
        return arrivals.Count >= rate * seconds / 2
            ? new Grid(rate).DeviationsOf(arrivals)
            : throw new ScaleException($"{Name} sent {arrivals.Count} of {rate * seconds} requests:\n{result.Output}{result.Error}");
    }

    private bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, Name)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
