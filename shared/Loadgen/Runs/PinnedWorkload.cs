using Loadgen.Storage;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Runs;

/// <summary>A workload that is stored beside a run's manifest.</summary>
/// <param name="Hash">SHA-256 of what is stored, in lowercase hex digits.</param>
public sealed record PinnedWorkload(string Name, string Hash)
{
    /// <summary>Reads what is stored.</summary>
    /// <param name="objectName">The object's name.</param>
    /// <param name="hash">SHA-256 of what was pinned.</param>
    /// <exception cref="StoredStateException">It is not what was pinned, or cannot be read.</exception>
    internal static Workload Read(string objectName, string hash, ReadOnlyMemory<byte> content)
    {
        var found = WorkloadCodec.HashOf(content);
        return found == hash
            ? StoredState.ReadBytes(objectName, content, WorkloadCodec.Read)
            : throw new StoredStateException(
                objectName, $"The object '{objectName}' has the SHA-256 {found}; allowed is the one of its name.");
    }
}
