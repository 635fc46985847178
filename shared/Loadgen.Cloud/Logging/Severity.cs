using Loadgen.Calls;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Logging;

/// <summary>How bad a log entry is, as Cloud Logging counts it.</summary>
public enum Severity
{
    /// <summary>For whoever looks for a mistake.</summary>
    Debug,

    /// <summary>All is well.</summary>
    Info,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>Something is lost, or was not done.</summary>
    Error,

    /// <summary>Nothing works.</summary>
    Critical,
}

/// <summary>How bad things are.</summary>
internal static class Severities
{
    public static string ToName(this Severity severity) => severity.ToString().ToUpperInvariant();

    public static Severity Of(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => Severity.Debug,
        LogLevel.Information => Severity.Info,
        LogLevel.Warning => Severity.Warning,
        LogLevel.Error => Severity.Error,
        _ => Severity.Critical,
    };

    /// <summary>
    /// What a target or a clock did wrong is a result like any other, but one to look at. A result that is lost is an error: it was
    /// Loadgen's to keep, and nobody can measure it again.
    /// </summary>
    /// <param name="outcome"><see langword="null"/>: a line that is no event's.</param>
    public static Severity Of(Outcome? outcome) => outcome switch
    {
        null or Outcome.Ok or Outcome.DryRun => Severity.Info,
        Outcome.Unknown => Severity.Error,
        _ => Severity.Warning,
    };
}
