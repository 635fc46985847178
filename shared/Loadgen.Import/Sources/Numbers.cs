using System.Globalization;

namespace Loadgen.Import.Sources;

/// <summary>Numbers as traces write them.</summary>
internal static class Numbers
{
    public const int LargestCount = 1_000_000_000;

    public const string AllowedCount = "a whole number from 0 to 1000000000";

    public const string AllowedAmount = "a number from 0 to 1000000000000";

    private const double LargestAmount = 1e12;

    /// <summary>A number of calls; also <c>3.0</c>, as pandas may write it.</summary>
    public static bool TryCount(string text, out int count)
    {
        // Nearly all counts of a trace.
        if (text is [>= '0' and <= '9'])
        {
            count = text[0] - '0';
            return true;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out count))
            return count <= LargestCount;
        var isWhole = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= LargestCount && decimal.IsInteger(number);
        count = isWhole ? (int)number : 0;
        return isWhole;
    }

    /// <summary>A duration or a size: finite, and not negative.</summary>
    public static bool TryAmount(string text, out double amount) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out amount) && amount is >= 0 and <= LargestAmount;

    /// <summary>The shortest text that is the same number again, without an exponent.</summary>
    public static string ToText(double amount) => ((decimal)amount).ToString(CultureInfo.InvariantCulture);
}
