using System.CommandLine;

namespace Loadgen.Cli.Commands;

/// <summary>A command as it is typed: after the groups that it is in.</summary>
internal static class CommandPath
{
    /// <summary>The words that lead to a command, such as <c>workload import</c>; empty for the root.</summary>
    public static string Of(Command command) => command is RootCommand
        ? ""
        : $"{Of(command.Parents.OfType<Command>().Single())} {command.Name}".TrimStart();

    /// <summary>The first word in place of a command that is none, and the command that it was typed after.</summary>
    /// <returns><see langword="null"/> where all of them are commands. Options end the search.</returns>
    public static (string Word, Command After)? FindStranger(Command root, IReadOnlyList<string> line)
    {
        var after = root;
        foreach (var word in line)
        {
            if (after.Subcommands.Count == 0 || word.StartsWith('-'))
                return null;
            if (after.Subcommands.FirstOrDefault(known => known.Name == word) is not { } command)
                return (word, after);
            after = command;
        }

        return null;
    }
}
