using Loadgen.Analysis.Plans;
using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Analysis.Verification;

/// <summary>What a log is measured by.</summary>
public sealed record VerificationOptions
{
    /// <summary>
    /// The runs that the log must hold, and no others. <see langword="null"/>: whatever runs it holds, each planned anew from what is
    /// stored of it, or what its start line says.
    /// </summary>
    public IReadOnlyList<HourPlan>? Plans { get; init; }

    /// <summary>What is stored of the log's runs.</summary>
    public IReadOnlyDictionary<RunIdentity, StoredPlan> Stored { get; init; } = new Dictionary<RunIdentity, StoredPlan>();

    /// <summary>Runs of which lines may lie in shards that were not found.</summary>
    public IReadOnlySet<RunIdentity> WithoutShards { get; init; } = new HashSet<RunIdentity>();

    /// <summary>The built-in workload, of which runs may be without having stored it, or naming it.</summary>
    public Workload BuiltIn { get; init; } = BuiltInWorkload.Unresolved;

    /// <summary>The <c>JITTER_S</c> of runs that do not say it: those of version 0.9 and of the original job.</summary>
    public double JitterSeconds { get; init; } = LoadgenConfiguration.DefaultJitterSeconds;

    /// <summary>How long after its scheduled time a call may start without a remark.</summary>
    public TimeSpan LateTolerance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When the log was read; <see langword="null"/> where its runs are over, whatever it lacks.</summary>
    public Reading? ReadAt { get; init; }
}

/// <summary>When a log was read, by the machine's clock.</summary>
/// <param name="Now">The moment.</param>
/// <param name="ChangedAt">When the log last grew.</param>
public sealed record Reading(DateTimeOffset Now, DateTimeOffset ChangedAt);
