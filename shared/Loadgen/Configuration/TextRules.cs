using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Configuration;

/// <summary>Names, choices, moments and URLs.</summary>
internal static class TextRules
{
    /// <summary>
    /// As a function's name, and a folder of its own in object names, which <c>..</c> is to none of those who read them as paths.
    /// </summary>
    public static ValueRule<string> ExperimentId { get; } = new(
        $"{FunctionName.Allowed}, other than . and ..",
        (text, out value) => FunctionName.IsValid(value = text) && text is not ("." or ".."));

    /// <summary>A, B or C, in any case.</summary>
    public static ValueRule<Scenario?> Scenario { get; } = new(
        "A, B or C", (text, out value) => (value = ScenarioName.Find(text.ToUpperInvariant())) is not null);

    /// <summary>How calls authenticate themselves.</summary>
    public static ValueRule<AuthMode> AuthMode { get; } = new(
        "bearer or oidc",
        (text, out value) =>
        {
            var isOidc = text.Equals("oidc", StringComparison.OrdinalIgnoreCase);
            value = isOidc ? Configuration.AuthMode.Oidc : Configuration.AuthMode.Bearer;
            return isOidc || text.Equals("bearer", StringComparison.OrdinalIgnoreCase);
        });

    /// <summary>A moment, cut to its hour.</summary>
    public static ValueRule<DateTimeOffset?> Hour { get; } = new(
        "an ISO 8601 date and time, such as 2026-01-20T13:00:00Z, of " + TraceHour.PlannableYears + "; without an offset it is UTC",
        (text, out value) =>
        {
            value = Instant.TryParseWritten(text, out var moment) && TraceHour.Containing(moment) is { IsPlannable: true } hour
                ? hour.Start
                : null;
            return value is not null;
        });

    /// <summary>Where a call can go. User info is refused, since HTTP clients drop it without a word and log lines would show it.</summary>
    public static ValueRule<Uri> Url { get; } = new(
        "an absolute http(s) URL without user info",
        (text, out value) =>
            Uri.TryCreate(text, UriKind.Absolute, out value!)
            && value.Scheme is "http" or "https"
            && value.Host.Length > 0
            && value.UserInfo.Length == 0
            && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
    {
        Describe = Found.Url,
    };

    /// <summary>Where an invoker runs.</summary>
    public static ValueRule<string?> Region { get; } = new(
        "a region's name on one line", (text, out value) => !(value = text).Any(char.IsControl));

    /// <summary>What goes into a payload or stands for a region as it is.</summary>
    public static ValueRule<string> OneLine(string allowed) => new(allowed, (text, out value) => !(value = text).Any(char.IsControl));

    /// <summary>A token as RFC 9110 lets it stand in a header: nothing that ends the header or splits it.</summary>
    public static ValueRule<string?> BearerToken { get; } = new(
        "printable ASCII without spaces",
        (text, out value) => (value = text).All(character => character is > ' ' and <= '~'))
    {
        Describe = static text => text.Any(char.IsWhiteSpace)
            ? "a value with white space inside"
            : "a value with a character that is not printable ASCII",
    };
}
