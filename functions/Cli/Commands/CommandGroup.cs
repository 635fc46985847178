using System.CommandLine;

namespace Loadgen.Cli.Commands;

/// <summary>A word that does nothing alone: commands about one thing, each of which is typed after it.</summary>
internal abstract class CommandGroup(string name, string description) : Command(name, description), IWithExamples
{
    /// <inheritdoc/>
    public abstract IReadOnlyList<Example> Examples { get; }
}
