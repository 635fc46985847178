using System.CommandLine;

namespace Loadgen.Cli.Commands;

/// <summary>An option with exactly one value. A wrong value is told with what was found and what is allowed.</summary>
internal sealed class ParsedOption<T> : Option<T>, IParsedOption
{
    /// <param name="allowed">What is allowed, for the message.</param>
    public ParsedOption(string name, string allowed, TryParse<T> tryParse)
        : base(name)
    {
        Allowed = allowed;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (tryParse(text, out var value))
                return value;
            result.AddError($"{name}: found '{text}'; allowed: {allowed}");
            return default;
        };
    }

    /// <inheritdoc/>
    public string Allowed { get; }
}

/// <summary>An option whose values have a form.</summary>
internal interface IParsedOption
{
    /// <summary>What is allowed, for messages.</summary>
    string Allowed { get; }
}

/// <summary>Reads a value.</summary>
/// <returns>Whether the text is one.</returns>
internal delegate bool TryParse<T>(string text, out T value);
