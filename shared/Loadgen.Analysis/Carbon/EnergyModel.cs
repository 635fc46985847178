using System.Text;
using Loadgen.Workloads.Files;

namespace Loadgen.Analysis.Carbon;

/// <summary>
/// What a call's energy is computed from: Cloud Carbon Footprint's constants for Google Cloud, and the size of the functions. Watts are
/// W, and utilisations are 0 to 1.
/// </summary>
public sealed record EnergyModel
{
    internal const double GigaByte = 1e9;

    /// <summary>What counts without a file.</summary>
    public static EnergyModel Default { get; } = new();

    /// <summary>Of a vCPU that does nothing.</summary>
    public double VcpuIdle { get; init; } = 0.71;

    /// <summary>What a vCPU takes besides at full load.</summary>
    public double VcpuLoad { get; init; } = 3.55;

    /// <summary>Of a GiB of memory.</summary>
    public double Memory { get; init; } = 0.4;

    /// <summary>Of a GPU that does nothing: an L4.</summary>
    public double GpuIdle { get; init; } = 8;

    /// <summary>What a GPU takes besides at full load.</summary>
    public double GpuLoad { get; init; } = 64;

    /// <summary>kWh for a GB, in or out.</summary>
    public double Network { get; init; } = 0.001;

    /// <summary>Power usage effectiveness of a region that has none of its own.</summary>
    public double Pue { get; init; } = 1.09;

    /// <summary>That of single regions.</summary>
    public IReadOnlyDictionary<string, double> RegionPue { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The size of a function of which nothing else is said.</summary>
    public FunctionSize DefaultSize { get; init; } = new();

    /// <summary>The size of single functions.</summary>
    public IReadOnlyDictionary<string, FunctionSize> Sizes { get; init; } =
        new Dictionary<string, FunctionSize>(StringComparer.Ordinal);

    /// <summary>
    /// Reads a model: JSON where the name ends in <c>.json</c>, else YAML. What it does not say is as in <see cref="Default"/>.
    /// </summary>
    /// <param name="name">What people know the file by.</param>
    /// <exception cref="CarbonFileException">It has errors: all of them are in it.</exception>
    public static EnergyModel Read(string name, TextReader content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content.ReadToEnd()));
        return CarbonFile.Read(name, bytes, WorkloadSyntax.Of(name), reading => new EnergyModelReader(reading).Read());
    }

    /// <summary>The size of a function.</summary>
    public FunctionSize SizeOf(string function) => Sizes.GetValueOrDefault(function, DefaultSize);

    /// <summary>The power that a function takes while it runs, W.</summary>
    public double PowerOf(string function)
    {
        var size = SizeOf(function);
        return (size.Vcpus * (VcpuIdle + (size.Utilisation * VcpuLoad)))
            + (size.Gib * Memory)
            + (size.Gpus * (GpuIdle + (size.GpuUtilisation * GpuLoad)));
    }

    /// <summary>The power usage effectiveness of a region.</summary>
    public double PueOf(string region) => RegionPue.GetValueOrDefault(region, Pue);
}

/// <summary>What a function has while it runs.</summary>
/// <param name="Gib">Memory, in GiB.</param>
/// <param name="Utilisation">Of its vCPUs.</param>
/// <param name="GpuUtilisation">Of its GPUs.</param>
public sealed record FunctionSize(
    double Vcpus = 1, double Gib = 0.5, double Gpus = 0, double Utilisation = 0.5, double GpuUtilisation = 0.1);
