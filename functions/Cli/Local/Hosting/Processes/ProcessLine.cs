using System.Text.RegularExpressions;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>A line that a process has printed, as far as an operator has to see it.</summary>
/// <param name="IsFailure">Whether it is more than a warning.</param>
/// <param name="IsOwn">Whether this command says it of the process, in the process's log.</param>
internal sealed partial record ProcessLine(string Text, bool IsFailure = false, bool IsOwn = false)
{
    private const string Own = "loadgen: ";

    /// <summary>
    /// Reads a line: a function's by the Functions Framework's console, an emulator's by Java's logging, or .NET's last words.
    /// </summary>
    /// <returns><see langword="null"/> where it says nothing that is wrong.</returns>
    public static ProcessLine? Read(string line)
    {
        if (line.StartsWith(Own, StringComparison.Ordinal))
            return new(line[Own.Length..], IsOwn: true);
        if (Level().Match(line) is { Success: true } match)
            return new(match.Groups["text"].Value, IsFailure: match.Groups["level"].Value is not ("warn" or "WARNING"));
        return line.StartsWith("Unhandled exception.", StringComparison.Ordinal) ? new(line, IsFailure: true) : null;
    }

    [GeneratedRegex(
        @"^(\S+Z \[[^\]]*\] \[(?<level>warn|fail|crit)\]|(?<level>WARNING|SEVERE)) (?<text>.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Level();
}
