using System.Globalization;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>What a process takes, as <c>/proc</c> tells.</summary>
/// <param name="Processor">Processor time since it was started, its own and the kernel's for it.</param>
/// <param name="Resident">Memory that is resident now, in MB (10⁶ bytes).</param>
/// <param name="Peak">The most that was resident so far, in MB.</param>
internal sealed record ProcessFigures(TimeSpan Processor, double Resident, double Peak)
{
    /// <summary>Processor time is counted in the kernel's clock ticks: 100 a second on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    public static ProcessFigures Of(int process)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        // A name may hold blanks and brackets; what follows the last bracket is numbers, from the third field on.
        var stat = File.ReadAllText($"{folder}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var status = File.ReadAllLines($"{folder}/status");
        return new(TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond), Line("VmRSS:"), Line("VmHWM:"));

        double Line(string name) => Number(status.First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * 1024 / 1e6;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
