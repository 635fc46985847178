namespace Loadgen.Configuration;

/// <summary><c>LOG_GCS_OBJECT</c>: an object name that may have placeholders in it.</summary>
internal static class LogObjectRule
{
    // What each placeholder grows to at most: moments are compact, and an experiment's ID has up to 128 characters.
    private static readonly Dictionary<string, int> Placeholders = new(StringComparer.Ordinal)
    {
        ["{run_id}"] = 16, ["{timestamp}"] = 16, ["{trace_hour}"] = 16, ["{experiment_id}"] = 128, ["{scenario}"] = 1,
    };

    // run-{run_id}.jsonl, the longer one of the two endings that a name can be given.
    private const int LongestEnding = 26;

    /// <summary>The rule. Whether the run's ID has to be added is not decided here.</summary>
    public static ValueRule<string?> Template { get; } = new(
        $"an object name of at most 1024 bytes once filled in, on one line, without a slash at its start; placeholders: {string.Join(' ', Placeholders.Keys)}",
        (text, out value) => FindFault(value = text) is null)
    {
        Describe = static text => FindFault(text) ?? Found.Quoted(text),
    };

    private static string? FindFault(string text)
    {
        // A brace without a partner is no placeholder either, and stays behind like one that is unknown.
        var filledIn = text;
        foreach (var (placeholder, length) in Placeholders)
            filledIn = filledIn.Replace(placeholder, new string('x', length), StringComparison.Ordinal);

        if (filledIn.IndexOfAny(['{', '}']) is var open and >= 0)
        {
            var close = filledIn.IndexOf('}', open);
            return $"{Found.Quoted(close < 0 ? filledIn[open..] : filledIn[open..(close + 1)])} in {Found.Quoted(text)}";
        }

        return text.StartsWith('/') || !CloudNameRules.IsObjectName(filledIn + new string('x', LongestEnding)) ? Found.Quoted(text) : null;
    }
}
