using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Configuration;

/// <summary><c>LOG_GCS_OBJECT</c>: an object name that may have placeholders in it.</summary>
internal static class LogObjectRule
{
    private static readonly string LongestExperimentId = new('x', 128);
    private static readonly string AnyRunId = Instant.ToCompact(default);

    /// <summary>The rule.</summary>
    public static ValueRule<string?> Template { get; } = new(
        "an object name of at most 1024 bytes once filled in, on one line, without a slash at its start; "
        + $"placeholders: {string.Join(' ', LogObjectName.Placeholders)}",
        (text, out value) => FindFault(value = text) is null)
    {
        Describe = static text => FindFault(text) ?? Excerpt.Quoted(text),
    };

    private static string? FindFault(string text)
    {
        // A brace without a partner is no placeholder either, and is left over like a placeholder that is unknown.
        var name = LogObjectName.Of(new() { ObjectName = text }, LongestExperimentId, Scenario.A, default, AnyRunId);
        if (name.IndexOfAny(['{', '}']) is var open and >= 0)
        {
            var close = name.IndexOf('}', open);
            return $"{Excerpt.Quoted(close < 0 ? name[open..] : name[open..(close + 1)])} in {Excerpt.Quoted(text)}";
        }

        return CloudNameRules.IsObjectName(name) && !name.StartsWith('/') ? null : Excerpt.Quoted(text);
    }
}
