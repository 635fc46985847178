using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;

namespace Loadgen.Cli.Commands;

/// <summary>The library's help, and the examples after it. <c>loadgen</c> is written in both as the command is typed.</summary>
/// <param name="width">The terminal's.</param>
internal sealed partial class HelpWithExamples(HelpAction help, IReadOnlyList<Example> rootExamples, int width)
    : SynchronousCommandLineAction
{
    /// <summary>Help is shown whatever else is wrong with the line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = text;
        help.Invoke(parseResult);
        // There the library has the name of the process.
        var usage = $"Usage:{text.NewLine}  ";
        var process = parseResult.RootCommandResult.Command.Name;
        output.Write(AsTyped(text.ToString()).Replace(usage + process, usage + CommandName.Current, StringComparison.Ordinal));

        output.WriteLine("Examples:");
        var examples = parseResult.CommandResult.Command is IWithExamples command ? command.Examples : rootExamples;
        List<Example> typed = [.. examples.Select(example => example with { Line = AsTyped(example.Line) })];
        var longest = typed.Max(example => example.Line.Length);
        var fits = typed.TrueForAll(example => longest + example.Meaning.Length + "    ".Length <= width);
        foreach (var (line, meaning) in typed)
            output.WriteLine(fits ? $"  {line.PadRight(longest)}  {meaning}" : $"  {line}\n      {meaning}");
        return (int)ExitCode.Success;
    }

    private static string AsTyped(string text) => Command().Replace(text, CommandName.Current);

    /// <summary>The word by itself: no part of a path or of a name.</summary>
    [GeneratedRegex(@"(?<=^|[\s`(])loadgen(?=$|[\s`)])", RegexOptions.Multiline, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Command();
}
