using System.Buffers;
using System.Text;

namespace Loadgen.Configuration;

/// <summary>Names that Google Cloud gives a form.</summary>
internal static class CloudNameRules
{
    private const int LongestObjectName = 1024;

    // What {prefix}/{experiment_id}/{scenario}/{trace_hour}-{run_id}.jsonl, and the names beside it, add to the prefix at most.
    private const int LongestPrefix = LongestObjectName - 256;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private static readonly SearchValues<char> BucketCharacters = SearchValues.Create($"abcdefghijklmnopqrstuvwxyz{Digits}-_.");
    private static readonly SearchValues<char> ProjectCharacters = SearchValues.Create($"{Letters}{Digits}:._-");
    private static readonly SearchValues<char> TopicCharacters = SearchValues.Create($"{Letters}{Digits}-._~+%");

    /// <summary>The name of a bucket.</summary>
    public static ValueRule<string?> Bucket { get; } = new(
        "a bucket name: 3–63 of lowercase letters, digits, - _ (with dots up to 222, 63 between dots), a letter or digit at both ends",
        (text, out value) => IsBucket(value = text));

    /// <summary>An object in a bucket.</summary>
    public static ValueRule<string> ObjectUri { get; } = new(
        "gs://bucket/object",
        (text, out value) => (value = text).StartsWith("gs://", StringComparison.Ordinal)
            && text.IndexOf('/', 5) is var slash and > 0
            && IsBucket(text[5..slash])
            && IsObjectName(text[(slash + 1)..], LongestObjectName));

    /// <summary>A workload file: an object, perhaps with its generation, or a path.</summary>
    public static ValueRule<string?> WorkloadUri { get; } = new(
        "gs://bucket/object, perhaps with #generation, or a path, on one line",
        (text, out value) => (value = text).StartsWith("gs://", StringComparison.Ordinal)
            ? ObjectUri.TryParse(text, out _)
            : !text.Contains("://", StringComparison.Ordinal) && !text.Any(char.IsControl));

    /// <summary>What log objects begin with. Slashes around it are dropped; there must be something else.</summary>
    public static ValueRule<string> ObjectPrefix { get; } = new(
        $"an object name prefix of at most {LongestPrefix} bytes, other than slashes alone, on one line",
        (text, out value) => IsObjectName(value = text.Trim('/'), LongestPrefix));

    /// <summary>The topic that the planner publishes to.</summary>
    public static ValueRule<string> Topic { get; } = new(
        "projects/P/topics/T, T being 3–255 of letters, digits, - . _ ~ + % that begin with a letter, but not with goog",
        (text, out value) => (value = text).Split('/') is ["projects", { Length: > 0 } project, "topics", { } topic]
            && !project.AsSpan().ContainsAnyExcept(ProjectCharacters)
            && IsTopic(topic));

    /// <summary>Whether Cloud Storage takes an object of that name.</summary>
    public static bool IsObjectName(string name, int mostBytes = LongestObjectName) =>
        name.Length > 0
        && name is not ("." or "..")
        && !name.Any(char.IsControl)
        && !name.StartsWith(".well-known/acme-challenge/", StringComparison.Ordinal)
        && Encoding.UTF8.GetByteCount(name) <= mostBytes;

    private static bool IsBucket(string name) =>
        name.Length >= 3
        && name.Length <= (name.Contains('.', StringComparison.Ordinal) ? 222 : 63)
        && !name.AsSpan().ContainsAnyExcept(BucketCharacters)
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.Split('.').All(static part => part.Length is > 0 and <= 63);

    private static bool IsTopic(string name) =>
        name.Length is >= 3 and <= 255
        && char.IsAsciiLetter(name[0])
        && !name.AsSpan().ContainsAnyExcept(TopicCharacters)
        && !name.StartsWith("goog", StringComparison.Ordinal);
}
