using System.Globalization;
using System.Text.RegularExpressions;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Tests.Pages;

public sealed class PageTests
{
    private static readonly string Text = Page.Of("a page", default).ToString();

    [Theory]
    [InlineData("ink", 7)]
    [InlineData("faint", 7)]
    [InlineData("warn", 7)]
    [InlineData("mark", 4.5)]
    [InlineData("s0", 3)]
    [InlineData("s1", 3)]
    [InlineData("s2", 3)]
    [InlineData("s3", 3)]
    [InlineData("s4", 3)]
    [InlineData("s5", 3)]
    public void What_is_to_be_seen_stands_out_in_light_in_the_dark_and_on_paper(string name, double least)
    {
        var (colours, papers) = (Colours(name), Colours("paper"));

        Assert.Equal(3, colours.Count);
        Assert.All(colours.Zip(papers), pair => Assert.InRange(Contrast(pair.First, pair.Second), least, 21));
    }

    [Fact]
    public void A_page_asks_nobody_for_anything() =>
        Assert.DoesNotMatch(new Regex(@"https?:|url\(|@import|<script|<link|src=", RegexOptions.None, TimeSpan.FromSeconds(1)), Text);

    private static List<string> Colours(string name) =>
    [
        .. Regex.Matches(Text, $"(?<=--{name}: #)[0-9a-f]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value),
    ];

    /// <summary>By the Web Content Accessibility Guidelines: 1 for the same, 21 for black on white.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var digits = hex.Length == 3 ? string.Concat(hex.Select(digit => new string(digit, 2))) : hex;
        var parts = digits.Chunk(2).Select(pair => byte.Parse(pair, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToList();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
