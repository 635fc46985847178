using System.CommandLine;
using Loadgen.Cli.Local;

namespace Loadgen.Cli.Commands;

/// <summary>One command, with examples in its help.</summary>
internal abstract class OperatorCommand : Command
{
    protected OperatorCommand(Shell shell, string name, string description)
        : base(name, description)
    {
        Shell = shell;
        SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken));
    }

    /// <summary>How it is typed, each with what it does.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    protected Shell Shell { get; }

    /// <summary>Adds options, which help lists in this order.</summary>
    protected void AddOptions(params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
            Add(option);
    }

    /// <exception cref="UsageException">Something that the operator gave is wrong.</exception>
    /// <exception cref="LocalCloudException">The local cloud cannot be reached or kept.</exception>
    protected abstract Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken);
}

/// <summary>One line of a help text.</summary>
/// <param name="Line">What is typed.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record Example(string Line, string Meaning);
