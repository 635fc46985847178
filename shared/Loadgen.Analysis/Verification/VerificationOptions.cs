using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Trace;

namespace Loadgen.Analysis.Verification;

/// <summary>What a log is measured by.</summary>
public sealed record VerificationOptions
{
    /// <summary>
    /// The runs that the log must hold, and no others. <see langword="null"/>: whatever runs it holds, each planned anew from what its
    /// lines say, with <see cref="Mix"/> and <see cref="JitterSeconds"/>.
    /// </summary>
    public IReadOnlyList<HourPlan>? Plans { get; init; }

    /// <summary>The functions of the trace, where there are no <see cref="Plans"/>.</summary>
    public IReadOnlyList<TraceFunction> Mix { get; init; } = TraceFunction.DefaultMix;

    /// <summary>The <c>JITTER_S</c> of the runs, where there are no <see cref="Plans"/>.</summary>
    public double JitterSeconds { get; init; } = LoadgenConfiguration.DefaultJitterSeconds;

    /// <summary>How long after its scheduled time a call may start without a remark.</summary>
    public TimeSpan LateTolerance { get; init; } = TimeSpan.FromSeconds(1);
}
