using System.Buffers;
using System.Text;

namespace Loadgen.Secrets;

/// <summary>A part of a text that may be base64 (of either alphabet, padded or not) or hexadecimal, and what it would mean.</summary>
internal readonly record struct EncodedRun(int Start, int End, string Meant)
{
    private static readonly SearchValues<char> Base64Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>All that can hold <paramref name="shortest"/> bytes, once for each place at which the code may begin.</summary>
    public static IEnumerable<EncodedRun> In(string text, int shortest) =>
        In(text, shortest, Base64Digits, bits: 6).Concat(In(text, shortest, HexDigits, bits: 4));

    private static IEnumerable<EncodedRun> In(string text, int shortest, SearchValues<char> digits, int bits)
    {
        for (var (at, end) = (0, 0); at < text.Length; at = end + 1)
        {
            var found = text.AsSpan(at).IndexOfAny(digits);
            if (found < 0)
                yield break;

            at += found;
            var length = text.AsSpan(at).IndexOfAnyExcept(digits);
            end = length < 0 ? text.Length : at + length;
            // What stands before it without a gap, as a path does, may be made of the same characters.
            for (var skipped = 0; skipped < 8 / (8 - bits) && (end - at - skipped) * bits >= shortest * 8; skipped++)
                yield return new(at, end, Decode(text.AsSpan(at + skipped, end - at - skipped), bits));
        }
    }

    private static string Decode(ReadOnlySpan<char> digits, int bits)
    {
        var octets = new byte[digits.Length * bits / 8];
        var (count, buffer, held) = (0, 0, 0);
        foreach (var digit in digits)
        {
            buffer = (buffer << bits) | ValueOf(digit, bits);
            held += bits;
            if (held < 8)
                continue;

            held -= 8;
            octets[count++] = (byte)(buffer >> held);
            buffer &= (1 << held) - 1;
        }

        return Encoding.UTF8.GetString(octets);
    }

    private static int ValueOf(char digit, int bits) => digit switch
    {
        _ when bits == 4 => char.IsAsciiDigit(digit) ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10,
        >= 'A' and <= 'Z' => digit - 'A',
        >= 'a' and <= 'z' => digit - 'a' + 26,
        >= '0' and <= '9' => digit - '0' + 52,
        '+' or '-' => 62,
        _ => 63,
    };
}
