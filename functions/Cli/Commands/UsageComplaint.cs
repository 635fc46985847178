using System.CommandLine;
using System.CommandLine.Parsing;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Commands;

/// <summary>What is wrong with the arguments, in one line: what was found, and what is allowed. The library's words name neither.</summary>
internal static class UsageComplaint
{
    /// <summary>Words in place of a command that are options of the root.</summary>
    private static readonly string[] OtherWords = ["help", "version"];

    /// <returns><see langword="null"/> where nothing is wrong.</returns>
    public static string? Of(ParseResult parsed) => parsed.CommandResult.Command is OperatorCommand command
        ? Problem(parsed, command) is { } problem ? $"{problem} See {CommandName.Current} {command.Name} --help." : null
        : parsed.UnmatchedTokens is [var word, ..] ? OfCommand(word, parsed.RootCommandResult.Command)
        : null;

    /// <summary>Of a word that is no command.</summary>
    public static string OfCommand(string word, Command root)
    {
        string[] allowed = [.. root.Subcommands.Select(known => known.Name), .. OtherWords];
        return $"command: found '{word}'; allowed: {string.Join(", ", allowed)}.{Nearest.Hint(word, allowed)} "
            + $"See {CommandName.Current} --help.";
    }

    private static string? Problem(ParseResult parsed, OperatorCommand command) =>
        Unknown(parsed) is { } token ? OfUnknown(token, command)
        : parsed.Errors is [var error, ..] ? $"{Of(error).TrimEnd('.')}."
        : null;

    /// <summary>What nobody takes. Somebody may have taken for a value what was meant as an option.</summary>
    private static string? Unknown(ParseResult parsed) => parsed.UnmatchedTokens.FirstOrDefault()
        ?? (parsed.Tokens.Any(token => token.Type is TokenType.DoubleDash)
            ? null
            : parsed.Tokens.FirstOrDefault(token => token.Type is TokenType.Argument && IsOption(token.Value, "--"))?.Value);

    private static string OfUnknown(string token, OperatorCommand command)
    {
        if (!IsOption(token, "-"))
            return $"{command.Name}: found the argument '{token}'; allowed: options alone.";

        string[] allowed = [.. command.Options.Select(option => option.Name), "--help"];
        return $"{command.Name}: found '{token}', which is no option of it; allowed: {string.Join(", ", allowed)}."
            + Nearest.Hint(token, allowed);
    }

    private static bool IsOption(string token, string beginning) =>
        token.Length > beginning.Length && token.StartsWith(beginning, StringComparison.Ordinal);

    private static string Of(ParseError error) => error.SymbolResult switch
    {
        OptionResult option => OfOption(option, error.Message),
        ArgumentResult { Parent: OptionResult option } => OfOption(option, error.Message),
        ArgumentResult { Argument: var argument, Tokens: [] } =>
            $"{argument.Name}: found nothing; allowed: {argument.Description![..1].ToLowerInvariant()}{argument.Description[1..]}",
        // A command's own rule.
        _ => error.Message,
    };

    private static string OfOption(OptionResult result, string message)
    {
        var (option, tokens) = (result.Option, result.Tokens);
        var allowed = option is IParsedOption parsed ? parsed.Allowed : $"a value ({option.Name} {option.HelpName})";
        if (tokens.Count < option.Arity.MinimumNumberOfValues)
            return $"{option.Name}: found nothing; allowed: {allowed}";
        return tokens.Count > option.Arity.MaximumNumberOfValues
            ? $"{option.Name}: found {string.Join(" and ", tokens.Select(token => $"'{token.Value}'"))}; allowed: one value"
            // The option's own rule.
            : message;
    }
}
