using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Loadgen.Cli.Pages;

/// <summary>A piece of HTML or SVG. Whatever is put into one is escaped, unless it is such a piece itself.</summary>
internal readonly record struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>The piece of an interpolated text.</summary>
    public static Html Of(Builder text) => new(text.ToString());

    /// <summary>A piece that was written by hand: nothing of it comes from outside.</summary>
    public static Html Constant([ConstantExpected] string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    /// <summary>What an interpolated text is put together with. Attributes must stand in quotation marks.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Builder
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private static readonly SearchValues<char> Unseen = SearchValues.Create(
        [
            .. Enumerable.Range(0, 0x20).Select(code => (char)code).Except("\t\n\r"), '\u061c', '\u200e', '\u200f', '\ufffe', '\uffff',
            .. Enumerable.Range(0x202a, 5).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code),
        ]);

        private readonly StringBuilder _text;

        public Builder(int literalLength, int formattedCount) => _text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(Html piece) => _text.Append(piece);

        public void AppendFormatted(IEnumerable<Html> pieces) => _text.AppendJoin('\n', pieces);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(Visible(text ?? "")));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable =>
            AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();

        // Escaping does not help against letters that turn the direction of what follows, nor against those that XML does not have.
        private static string Visible(string text) => text.AsSpan().ContainsAny(Unseen)
            ? string.Concat(text.Select(letter => Unseen.Contains(letter) ? $"[U+{(int)letter:X4}]" : letter.ToString()))
            : text;
    }
}
