using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Loadgen.Emulation.Storage.Blobs;

/// <summary>
/// Where an object is in its bucket's folder. Object names are any text and file names are not, so there are two places: the name's own
/// path, and for names that are not paths (<c>a/../b</c>, <c>folder/</c>, a name of a thousand letters) a file named by their hash.
/// </summary>
internal static partial class ObjectPath
{
    /// <summary>The folder of files named by hash. No object's own path leads there, since <c>%</c> is escaped in it.</summary>
    internal const string HashedFolder = "%hashed";

    private const int LongestSegment = 200;
    private const string Escaped = "%\\:*?\"<>|";

    /// <summary>
    /// The object's path relative to its bucket's folder, with characters that some file system refuses as <c>%XX</c>, or
    /// <see langword="null"/> where the name is not a path. Different names have different paths.
    /// </summary>
    internal static string? Natural(string name)
    {
        var segments = name.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = Escape(segments[i]);
            if (segments[i] is "" or "." or ".." || segments[i].EndsWith('.') || segments[i].EndsWith(' ')
                || Encoding.UTF8.GetByteCount(segments[i]) > LongestSegment)
            {
                return null;
            }
        }

        return Path.Combine(segments);
    }

    /// <summary>The name of the object whose path this is, or <see langword="null"/> where it is the path of none.</summary>
    internal static string? NameOf(string natural)
    {
        // What is no escape is left as it is, and its own path is then another one.
        var name = Escapes().Replace(
            natural.Replace(Path.DirectorySeparatorChar, '/'),
            escape => ((char)int.Parse(escape.ValueSpan[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());
        return string.Equals(Natural(name), natural, StringComparison.Ordinal) ? name : null;
    }

    /// <summary>The path by the name's hash, for any name.</summary>
    internal static string Hashed(string name) => Path.Combine(HashedFolder, Hash(name));

    /// <summary>SHA-256 of the name in hexadecimal digits.</summary>
    internal static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Escapes();

    private static string Escape(string segment)
    {
        var escaped = new StringBuilder(segment.Length);
        foreach (var character in segment)
        {
            if (char.IsControl(character) || Escaped.Contains(character, StringComparison.Ordinal))
                escaped.Append('%').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }
}
