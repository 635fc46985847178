using Loadgen.Analysis.Plans;
using Loadgen.Cli.Logs;

namespace Loadgen.Cli.Verification;

/// <summary>A run log as it was found.</summary>
/// <param name="State">Finds what is stored beside it.</param>
/// <param name="StateName">Its name there, the parts separated by slashes.</param>
internal sealed record FoundLog(LogView View, StoredPlans State, string StateName)
{
    /// <summary>What people call it.</summary>
    public string Name => View.Log.Name;

    /// <summary>When it last grew, by the machine's clock; <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}
