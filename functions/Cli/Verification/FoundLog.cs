using Loadgen.Analysis.Plans;

namespace Loadgen.Cli.Verification;

/// <summary>A run log as it was found.</summary>
internal sealed record FoundLog(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>When it last grew, by the machine's clock; <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Finds what is stored beside it; <see langword="null"/> where nobody looks.</summary>
    public StoredPlans? State { get; init; }

    /// <summary>Its name there, the parts separated by slashes.</summary>
    public string StateName { get; init; } = "";
}
