using System.Net;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Tests.Pages;

public sealed class HtmlTests
{
    private const string Hostile = "</title><script>alert(1)</script> \" ' & <!-- ]]>";

    [Fact]
    public void What_is_put_into_a_piece_is_escaped()
    {
        var piece = Html.Of($"""<p title="{Hostile}">{Hostile}</p>""").ToString();

        Assert.Equal(2, piece.Count(letter => letter == '<'));
        Assert.Equal(2, piece.Count(letter => letter == '>'));
        Assert.Equal(2, piece.Count(letter => letter == '"'));
        Assert.DoesNotContain('\'', piece);
    }

    [Fact]
    public void Letters_that_nobody_sees_are_told_by_their_numbers() => Assert.Equal(
        "<p>a[U+202E]b[U+0000][U+001B]c\td</p>", WebUtility.HtmlDecode(Html.Of($"<p>{"a\u202eb\0\u001bc\td"}</p>").ToString()));

    [Fact]
    public void Pieces_go_into_pieces_as_they_are()
    {
        var piece = Html.Of($"<b>{"a & b"}</b>");

        Assert.Equal("<p><b>a &amp; b</b></p>", Html.Of($"<p>{piece}</p>").ToString());
        Assert.Equal("<p><b>a &amp; b</b>\n<b>a &amp; b</b></p>", Html.Of($"<p>{new[] { piece, piece }}</p>").ToString());
        Assert.Equal("", Html.Of($"{default(Html)}{(string?)null}").ToString());
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere() => Assert.Equal("1,234.5 0.25", Html.Of($"{1234.5:N1} {0.25:0.##}").ToString());
}
