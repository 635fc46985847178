using Loadgen.Simulation.Instances;
using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>A store that does not do with some objects what it is asked to.</summary>
internal abstract class StoreMutant : Mutant
{
    public override IObjectStore Of(IObjectStore store) => new Broken(this, store);

    protected virtual Task<StoredObject?> ReadAsync(IObjectStore store, string name, CancellationToken cancellationToken) =>
        store.ReadAsync(name, cancellationToken);

    protected virtual Task<IReadOnlyList<string>> ListAsync(IObjectStore store, string prefix, CancellationToken cancellationToken) =>
        store.ListAsync(prefix, cancellationToken);

    protected virtual Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        store.WriteAsync(name, content, "", ifGeneration, cancellationToken);

    protected virtual Task<long> ComposeAsync(
        IObjectStore store, string name, IReadOnlyList<string> sources, long ifGeneration, CancellationToken cancellationToken) =>
        store.ComposeAsync(name, sources, "", ifGeneration, cancellationToken);

    protected virtual Task DeleteAsync(IObjectStore store, string name, long ifGeneration, CancellationToken cancellationToken) =>
        store.DeleteAsync(name, ifGeneration, cancellationToken);

    /// <summary>Writes whatever the generation is.</summary>
    protected static async Task<long> WriteOverAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(name, cancellationToken);
        return await store.WriteAsync(name, content, "", stored?.Generation ?? 0, cancellationToken);
    }

    private sealed class Broken(StoreMutant mutant, IObjectStore store) : IObjectStore
    {
        public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
            mutant.ReadAsync(store, name, cancellationToken);

        public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
            store.ReadPartAsync(name, from, most, cancellationToken);

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
            mutant.ListAsync(store, prefix, cancellationToken);

        public Task<long> WriteAsync(
            string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
            mutant.WriteAsync(store, name, content, ifGeneration, cancellationToken);

        public Task<long> ComposeAsync(
            string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
            mutant.ComposeAsync(store, name, sources, ifGeneration, cancellationToken);

        public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) =>
            mutant.DeleteAsync(store, name, ifGeneration, cancellationToken);
    }
}
