using System.CommandLine;
using Loadgen.Cli.Local;

namespace Loadgen.Cli.Commands;

/// <summary>One command, with examples in its help.</summary>
internal abstract class OperatorCommand : Command, IWithExamples
{
    protected OperatorCommand(Shell shell, string name, string description)
        : base(name, description)
    {
        Shell = shell;
        SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken));
    }

    /// <inheritdoc/>
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

/// <summary>A command whose help ends in examples.</summary>
internal interface IWithExamples
{
    /// <summary>How it is typed, each with what it does.</summary>
    IReadOnlyList<Example> Examples { get; }
}

/// <summary>One line of a help text.</summary>
/// <param name="Line">What is typed.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record Example(string Line, string Meaning);
