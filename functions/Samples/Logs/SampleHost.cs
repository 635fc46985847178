using System.Diagnostics;
using System.Security.Cryptography;

namespace Loadgen.Samples.Logs;

/// <summary>Where a sample runs, and what its process uses.</summary>
/// <param name="Region">Where it is deployed; <see langword="null"/>: nobody said.</param>
/// <param name="Instance">An ID of this host alone.</param>
/// <param name="Usage">Reads what the process has used so far.</param>
public sealed record SampleHost(string? Region, string Instance, Func<ProcessUsage> Usage)
{
    private const int InstanceBytes = 8;

    /// <summary>A host with an ID of its own.</summary>
    public static SampleHost Create(string? region) =>
        new(region, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(InstanceBytes)), ProcessUsage.Read);
}

/// <summary>What a process has used.</summary>
/// <param name="Cpu">All its processors' time.</param>
/// <param name="PeakMemory">The most bytes that it ever had in memory.</param>
public sealed record ProcessUsage(TimeSpan Cpu, long PeakMemory)
{
    /// <summary>Reads this process's.</summary>
    public static ProcessUsage Read()
    {
        using var process = Process.GetCurrentProcess();
        return new(process.TotalProcessorTime, process.PeakWorkingSet64);
    }
}
