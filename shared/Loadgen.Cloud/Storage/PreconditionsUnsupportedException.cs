namespace Loadgen.Cloud.Storage;

/// <summary>A server ignores preconditions, so that no promise would hold.</summary>
public sealed class PreconditionsUnsupportedException : Exception
{
    /// <summary>Says in the message what the server did and what is needed.</summary>
    /// <param name="ignored">What it did and must not do, each a sentence without its full stop.</param>
    public PreconditionsUnsupportedException(string server, IReadOnlyList<string> ignored)
        : base($"{server} cannot be used: {string.Join("; ", ignored)}. Claims and logs rest on a Cloud Storage that answers 412 where the "
            + "object's generation is not the one of ifGenerationMatch, for uploads, compositions and deletions alike. "
            + "`loadgen storage` does, and so does Google's storage-testbench.")
        => Ignored = ignored;

    /// <summary>What it did and must not do.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>The message alone: whoever starts a function on the wrong server needs that, not a stack.</summary>
    public override string ToString() => Message;
}
