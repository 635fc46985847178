using Loadgen.Serialization;

namespace Loadgen.Configuration;

/// <summary>Reads a value out of a variable's text, which is trimmed and not empty.</summary>
/// <returns><see langword="false"/> where the text is none.</returns>
internal delegate bool ValueParser<T>(string text, out T value);

/// <summary>What a variable may hold.</summary>
/// <param name="Allowed">The rule in words, for the problem.</param>
internal sealed record ValueRule<T>(string Allowed, ValueParser<T> TryParse)
{
    /// <summary>Says what was found where the rule is broken; must not repeat a secret.</summary>
    public Func<string, string> Describe { get; init; } = Excerpt.Quoted;
}
