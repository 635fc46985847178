using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>What is written under some names is not there any more.</summary>
/// <param name="part">Of the names.</param>
internal abstract class Forgotten(string part) : StoreMutant
{
    protected override Task<StoredObject?> ReadAsync(IObjectStore store, string name, CancellationToken cancellationToken) =>
        IsForgotten(name) ? Task.FromResult<StoredObject?>(null) : base.ReadAsync(store, name, cancellationToken);

    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        IsForgotten(name) ? Task.FromResult(1L) : base.WriteAsync(store, name, content, ifGeneration, cancellationToken);

    private bool IsForgotten(string name) => name.Contains(part, StringComparison.Ordinal);
}
