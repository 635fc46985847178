using System.Buffers;
using System.Text;
using Loadgen.Samples.Requests;
using Loadgen.Serialization;

namespace Loadgen.Samples.Media;

/// <summary>An object in Cloud Storage.</summary>
internal sealed record ObjectUri(string Bucket, string Name)
{
    private const string Scheme = "gs://";
    private const int LongestNameInBytes = 1024;

    private static readonly SearchValues<char> BucketCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Reads one.</summary>
    /// <param name="member">The member it comes from, for the error.</param>
    /// <exception cref="RefusedRequestException">It is not one.</exception>
    public static ObjectUri Parse(string member, string text)
    {
        var slash = text.StartsWith(Scheme, StringComparison.Ordinal) ? text.IndexOf('/', Scheme.Length) : -1;
        return slash > 0 && IsBucket(text[Scheme.Length..slash]) && IsName(text[(slash + 1)..])
            ? new ObjectUri(text[Scheme.Length..slash], text[(slash + 1)..])
            : throw RefusedRequestException.NotAllowed(member, Excerpt.Quoted(text), "gs://bucket/object");
    }

    /// <summary>An object in the folder <c>results</c> beside this one.</summary>
    public ObjectUri Result(string name) => this with { Name = $"{Name[..(Name.LastIndexOf('/') + 1)]}results/{name}" };

    /// <summary>The URI: <c>gs://bucket/object</c>.</summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Name}";

    private static bool IsBucket(string text) =>
        text.Length is >= 3 and <= 222
        && !text.AsSpan().ContainsAnyExcept(BucketCharacters)
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.Split('.').All(static part => part.Length is > 0 and <= 63);

    private static bool IsName(string text) =>
        text.Length > 0 && text is not ("." or "..") && !text.Any(char.IsControl) && Encoding.UTF8.GetByteCount(text) <= LongestNameInBytes;
}
