using System.Globalization;
using System.Text.RegularExpressions;

namespace Loadgen.Workloads.Files.Tokens;

/// <summary>What a scalar without quotation marks is by YAML 1.2's core schema: <c>no</c> and <c>2026-01-20</c> are text in it.</summary>
internal static partial class CoreSchema
{
    private const int HexDigits = 16;
    private const int OctalDigits = 21;

    /// <param name="number">A number as JSON writes it, to its last digit.</param>
    public static TokenKind KindOf(string text, out string number)
    {
        number = text;
        if (text.Length == 0)
            return TokenKind.Null;
        // Most scalars of a large file are digits of calls in a minute.
        if (text[0] is >= '1' and <= '9' ? !text.AsSpan().ContainsAnyExceptInRange('0', '9') : text is "0")
            return TokenKind.Number;

        return text switch
        {
            "~" or "null" or "Null" or "NULL" => TokenKind.Null,
            "true" or "True" or "TRUE" => TokenKind.True,
            "false" or "False" or "FALSE" => TokenKind.False,
            ".nan" or ".NaN" or ".NAN" => TokenKind.ForeignNumber,
            _ when Infinity().IsMatch(text) => TokenKind.ForeignNumber,
            _ when Prefixed().Match(text) is { Success: true } prefixed => FromBase(prefixed, out number),
            _ when Decimal().Match(text) is { Success: true } match => FromDecimal(match, out number),
            _ => TokenKind.Text,
        };
    }

    private static TokenKind FromBase(Match match, out string number)
    {
        var isHex = match.Groups["hex"] is { Success: true };
        var digits = match.Groups[isHex ? "hex" : "octal"].Value.TrimStart('0');
        number = match.Value;
        if (digits.Length > (isHex ? HexDigits : OctalDigits))
            return TokenKind.ForeignNumber;
        number = digits.Length == 0 ? "0" : Convert.ToUInt64(digits, isHex ? 16 : 8).ToString(CultureInfo.InvariantCulture);
        return TokenKind.Number;
    }

    /// <summary>JSON wants a digit before the point and after it, no zeros before that digit, and no plus.</summary>
    private static TokenKind FromDecimal(Match match, out string number)
    {
        var (whole, fraction) = (match.Groups["whole"].Value.TrimStart('0'), match.Groups["fraction"].Value);
        number = (match.Value[0] == '-' ? "-" : "")
            + (whole.Length > 0 ? whole : "0") + (fraction.Length > 0 ? $".{fraction}" : "") + match.Groups["exponent"].Value;
        return TokenKind.Number;
    }

    [GeneratedRegex(
        @"\A[-+]?\.(inf|Inf|INF)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Infinity();

    [GeneratedRegex(
        @"\A0(x(?<hex>[0-9a-fA-F]+)|o(?<octal>[0-7]+))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Prefixed();

    [GeneratedRegex(
        @"\A[-+]?(\.(?<fraction>[0-9]+)|(?<whole>[0-9]+)(\.(?<fraction>[0-9]*))?)(?<exponent>[eE][-+]?[0-9]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Decimal();
}
