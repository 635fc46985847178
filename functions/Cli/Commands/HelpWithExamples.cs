using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Loadgen.Cli.Commands;

/// <summary>The library's help, and the examples after it.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<Example> rootExamples) : SynchronousCommandLineAction
{
    /// <summary>Help is shown whatever else is wrong with the line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is OperatorCommand command ? command.Examples : rootExamples;
        var width = examples.Max(example => example.Line.Length);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {example.Line.PadRight(width)}  {example.Meaning}");
        return (int)ExitCode.Success;
    }
}
