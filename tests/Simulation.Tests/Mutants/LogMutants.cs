using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>The log grows even if another writer changed it since it was read.</summary>
internal sealed class AppendWithoutPrecondition : StoreMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        name.EndsWith(".jsonl", StringComparison.Ordinal)
            ? WriteOverAsync(store, name, content, cancellationToken)
            : base.WriteAsync(store, name, content, ifGeneration, cancellationToken);

    protected override async Task<long> ComposeAsync(
        IObjectStore store, string name, IReadOnlyList<string> sources, long ifGeneration, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(name, cancellationToken);
        return await base.ComposeAsync(store, name, sources, stored?.Generation ?? 0, cancellationToken);
    }
}

/// <summary>A write to the log that was not answered is believed to have taken effect.</summary>
internal sealed class LostAppendBelieved : StoreMutant
{
    protected override async Task<long> ComposeAsync(
        IObjectStore store, string name, IReadOnlyList<string> sources, long ifGeneration, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ComposeAsync(store, name, sources, ifGeneration, cancellationToken);
        }
        catch (ObjectStoreUnavailableException)
        {
            return ifGeneration + 1;
        }
    }
}
