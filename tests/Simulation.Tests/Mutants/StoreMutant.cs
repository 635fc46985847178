using System.Text;
using Loadgen.Simulation.Instances;
using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>A store that does not do with some objects what it is asked to.</summary>
internal abstract class StoreMutant : Mutant
{
    public override IObjectStore Of(IObjectStore store) => new Broken(this, store);

    protected virtual Task<StoredObject?> ReadAsync(IObjectStore store, string name, CancellationToken cancellationToken) =>
        store.ReadAsync(name, cancellationToken);

    protected virtual Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        store.WriteAsync(name, content, "", ifGeneration, cancellationToken);

    protected virtual Task<long> ComposeAsync(
        IObjectStore store, string name, IReadOnlyList<string> sources, long ifGeneration, CancellationToken cancellationToken) =>
        store.ComposeAsync(name, sources, "", ifGeneration, cancellationToken);

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

        public Task<long> WriteAsync(
            string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
            mutant.WriteAsync(store, name, content, ifGeneration, cancellationToken);

        public Task<long> ComposeAsync(
            string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
            mutant.ComposeAsync(store, name, sources, ifGeneration, cancellationToken);

        public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) =>
            store.DeleteAsync(name, ifGeneration, cancellationToken);
    }
}

/// <summary>Everybody gets the claim.</summary>
internal sealed class ClaimSkipped : StoreMutant
{
    protected override Task<StoredObject?> ReadAsync(IObjectStore store, string name, CancellationToken cancellationToken) =>
        IsClaim(name) ? Task.FromResult<StoredObject?>(null) : base.ReadAsync(store, name, cancellationToken);

    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        IsClaim(name) ? Task.FromResult(1L) : base.WriteAsync(store, name, content, ifGeneration, cancellationToken);

    internal static bool IsClaim(string name) => name.Contains("/claims/", StringComparison.Ordinal);
}

/// <summary>Claims that never become stale: nobody ever takes over from a lost holder.</summary>
internal sealed class ClaimNeverStale : StoreMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        base.WriteAsync(store, name, ClaimSkipped.IsClaim(name) ? Rewrite(content, "2126") : content, ifGeneration, cancellationToken);

    internal static ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> claim, string year)
    {
        const string member = "\"stale_after_utc\":\"";
        var text = Encoding.UTF8.GetString(claim.Span);
        return Encoding.UTF8.GetBytes(text.Replace($"{member}2026", $"{member}{year}", StringComparison.Ordinal));
    }
}

/// <summary>Claims that are stale from the start: a holder is taken for lost while it works.</summary>
internal sealed class ClaimStaleAtOnce : StoreMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        base.WriteAsync(
            store, name, ClaimSkipped.IsClaim(name) ? ClaimNeverStale.Rewrite(content, "2020") : content, ifGeneration, cancellationToken);
}

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

/// <summary>The planner remembers more than it has published.</summary>
internal sealed class CheckpointAhead : StoreMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        base.WriteAsync(
            store,
            name,
            name.EndsWith("checkpoint.json", StringComparison.Ordinal) ? "{\"published\":1000}"u8.ToArray() : content,
            ifGeneration,
            cancellationToken);
}

/// <summary>Nobody remembers that the hour has a run.</summary>
internal sealed class HourForgotten : StoreMutant
{
    protected override Task<StoredObject?> ReadAsync(IObjectStore store, string name, CancellationToken cancellationToken) =>
        IsHour(name) ? Task.FromResult<StoredObject?>(null) : base.ReadAsync(store, name, cancellationToken);

    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        IsHour(name) ? Task.FromResult(1L) : base.WriteAsync(store, name, content, ifGeneration, cancellationToken);

    private static bool IsHour(string name) => name.EndsWith("/hour.json", StringComparison.Ordinal);
}
