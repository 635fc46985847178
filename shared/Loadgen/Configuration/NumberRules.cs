using System.Globalization;

namespace Loadgen.Configuration;

/// <summary>Numbers, durations and switches. Digits and a decimal point, whatever the machine's culture.</summary>
internal static class NumberRules
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign;

    /// <summary>A whole number within bounds.</summary>
    public static ValueRule<int> Whole(int least, int most) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number, {least}–{most}"),
        (text, out value) =>
            int.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    /// <summary>A number of seconds within bounds; fractions are fine.</summary>
    public static ValueRule<double> Number(double least, double most) => new(
        SecondsWithin(least, most),
        (text, out value) =>
            // Comparisons with NaN are false, and infinities lie outside all bounds.
            double.TryParse(text, Plain | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && value >= least && value <= most);

    /// <summary>A duration, written as a number of seconds within bounds; fractions are fine.</summary>
    public static ValueRule<TimeSpan> Seconds(double least, double most)
    {
        var number = Number(least, most);
        return new(number.Allowed, (text, out value) =>
        {
            var isNumber = number.TryParse(text, out var seconds);
            value = isNumber ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
            return isNumber;
        });
    }

    /// <summary>How problems write a range of seconds.</summary>
    public static string SecondsWithin(double least, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"a number of seconds, {least}–{most}");

    /// <summary>A switch.</summary>
    public static ValueRule<bool> Switch { get; } = new(
        "1/true/yes/y or 0/false/no/n",
        (text, out value) =>
        {
            value = text.ToUpperInvariant() is "1" or "TRUE" or "YES" or "Y";
            return value || text.ToUpperInvariant() is "0" or "FALSE" or "NO" or "N";
        });
}
