using Loadgen.Cli.Output;

namespace Loadgen.Cli.Tests.Output;

public sealed class ShortenedTests
{
    [Theory]
    [InlineData("abcdef", 6, "abcdef", "it fits")]
    [InlineData("abcdefg", 6, "abc…fg", "its middle is left out")]
    [InlineData("abcdefgh", 7, "abc…fgh", "as much of both ends")]
    [InlineData("abcd", 3, "a…d", "the least that both ends need")]
    public void A_name_keeps_its_ends(string name, int most, string expected, string reason) =>
        Assert.Equal((expected, reason), (Shortened.Of(name, most), reason));
}
