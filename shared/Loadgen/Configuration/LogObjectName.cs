using System.Text;
using Loadgen.Trace;

namespace Loadgen.Configuration;

/// <summary>Names a run's log object; shared/Loadgen/README.md has the rules.</summary>
public static class LogObjectName
{
    private const int LongestName = 1024;

    /// <summary>The placeholders that <c>LOG_GCS_OBJECT</c> may contain.</summary>
    public static IReadOnlyList<string> Placeholders { get; } =
        ["{run_id}", "{timestamp}", "{trace_hour}", "{experiment_id}", "{scenario}"];

    /// <summary>The name of a run's log object.</summary>
    public static string Of(LogSettings settings, string experimentId, Scenario scenario, TraceHour hour, string runId)
    {
        var time = hour.ToCompactString();
        if (settings.ObjectName is not { } template)
            return $"{settings.Prefix}/{experimentId}/{scenario}/{time}-{runId}.jsonl";

        var name = template
            .Replace("{run_id}", runId, StringComparison.Ordinal)
            .Replace("{timestamp}", runId, StringComparison.Ordinal)
            .Replace("{trace_hour}", time, StringComparison.Ordinal)
            .Replace("{experiment_id}", experimentId, StringComparison.Ordinal)
            .Replace("{scenario}", scenario.ToString(), StringComparison.Ordinal);

        if (name.EndsWith('/'))
            return $"{name}run-{runId}.jsonl";
        return settings.AllowOverwrite || Placeholders.Any(placeholder => template.Contains(placeholder, StringComparison.Ordinal))
            ? name
            : BeforeExtension(name, $"-{runId}");
    }

    /// <summary>What an object's name must be, where <paramref name="name"/> is not that.</summary>
    public static string? ProblemOf(string name) =>
        name.Length == 0 || Encoding.UTF8.GetByteCount(name) > LongestName || name.StartsWith('/') || name.Any(char.IsControl)
            ? $"1 to {LongestName} bytes without control characters, not starting with '/'"
            : null;

    private static string BeforeExtension(string name, string insertion)
    {
        var dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') ? name.Insert(dot, insertion) : name + insertion;
    }
}
