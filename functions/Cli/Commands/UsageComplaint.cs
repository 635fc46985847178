using System.CommandLine;
using System.CommandLine.Parsing;
using Loadgen.Serialization;

namespace Loadgen.Cli.Commands;

/// <summary>What is wrong with the arguments, in one line: what was found, and what is allowed. The library's words name neither.</summary>
internal static class UsageComplaint
{
    /// <summary>Words in place of a command that are options of the root.</summary>
    private static readonly string[] OtherWords = ["help", "version"];

    /// <returns><see langword="null"/> where nothing is wrong.</returns>
    public static string? Of(ParseResult parsed) => parsed.CommandResult.Command switch
    {
        OperatorCommand command => Problem(parsed, command) is { } problem ? $"{problem} {SeeHelp(command)}" : null,
        CommandGroup group => OfCommand(parsed.UnmatchedTokens.FirstOrDefault(), group),
        var root => parsed.UnmatchedTokens is [var word, ..] ? OfCommand(word, root) : null,
    };

    /// <summary>Of a word that is no command.</summary>
    /// <param name="word"><see langword="null"/>: there is none.</param>
    /// <param name="after">What has commands: the root, or a group.</param>
    public static string OfCommand(string? word, Command after)
    {
        string[] allowed = [.. after.Subcommands.Select(known => known.Name), .. after is RootCommand ? OtherWords : []];
        var (place, found) = (after is RootCommand ? "command" : CommandPath.Of(after), word is null ? "no command" : $"'{word}'");
        return $"{place}: found {found}; allowed: {string.Join(", ", allowed)}.{Nearest.Hint(word ?? "", allowed)} {SeeHelp(after)}";
    }

    private static string SeeHelp(Command command) => $"See {$"{CommandName.Current} {CommandPath.Of(command)}".TrimEnd()} --help.";

    private static string? Problem(ParseResult parsed, OperatorCommand command) =>
        Unknown(parsed) is { } token ? OfUnknown(token, command)
        : parsed.Errors is [var error, ..] ? Sentence(Of(error))
        : null;

    private static string Sentence(string text) => text is [.., '.' or '?'] ? text : $"{text}.";

    /// <summary>What nobody takes. Somebody may have taken for a value what was meant as an option.</summary>
    private static string? Unknown(ParseResult parsed) => parsed.UnmatchedTokens.FirstOrDefault()
        ?? (parsed.Tokens.Any(token => token.Type is TokenType.DoubleDash)
            ? null
            : parsed.Tokens.FirstOrDefault(token => token.Type is TokenType.Argument && IsOption(token.Value, "--"))?.Value);

    private static string OfUnknown(string token, OperatorCommand command)
    {
        if (!IsOption(token, "-"))
            return $"{CommandPath.Of(command)}: found the argument '{token}'; allowed: options alone.";

        string[] allowed = [.. command.Options.Select(option => option.Name), "--help"];
        return $"{CommandPath.Of(command)}: found '{token}', which is no option of it; allowed: {string.Join(", ", allowed)}."
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
