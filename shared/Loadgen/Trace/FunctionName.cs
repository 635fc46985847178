using System.Buffers;

namespace Loadgen.Trace;

/// <summary>What functions and targets may be called: safe in object names and event IDs.</summary>
public static class FunctionName
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Allowed = "1–128 of letters, digits, . _ -";

    private const int Longest = 128;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether a text keeps the rule.</summary>
    public static bool IsValid(string text) => text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(Characters);
}
