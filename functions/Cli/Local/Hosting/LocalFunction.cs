namespace Loadgen.Cli.Local.Hosting;

/// <summary>A function of a local cloud.</summary>
/// <param name="Name">Its name in messages, and of its log.</param>
/// <param name="Type">The function's class.</param>
/// <param name="Variables">All of its configuration: the operator's environment does not reach it.</param>
internal sealed record LocalFunction(string Name, Type Type, IReadOnlyDictionary<string, string?> Variables)
{
    /// <summary>Whether Pub/Sub pushes to it.</summary>
    public bool IsPushedTo { get; init; }

    /// <summary>Takes each line of a run's log that the function writes; must return at once.</summary>
    public Action<ReadOnlyMemory<byte>> Lines { get; init; } = static _ => { };

    /// <summary>Told the ID of each event whose call begins, where the hosting can tell; must return at once.</summary>
    public Action<string> Calling { get; init; } = static _ => { };
}
