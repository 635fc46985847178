using System.Text;
using Loadgen.Logs.Shards;
using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>Something is wrong with shards.</summary>
internal abstract class ShardMutant : StoreMutant
{
    protected static bool IsShard(string name) => name.Contains("/shards/", StringComparison.Ordinal);

    protected static string Renamed(string name, Func<ShardName, ShardName> other) =>
        name[..(name.LastIndexOf('/') + 1)] + other(ShardName.Of(name)!.Value).ObjectName;
}

/// <summary>What is joined has a name that does not say what it covers.</summary>
internal sealed class JoinedUnderAnotherName : ShardMutant
{
    protected override Task<long> ComposeAsync(
        IObjectStore store, string name, IReadOnlyList<string> sources, long ifGeneration, CancellationToken cancellationToken) =>
        base.ComposeAsync(
            store,
            IsShard(name) ? Renamed(name, shard => shard with { Writer = new([.. shard.Writer.Reverse()]) }) : name,
            sources,
            ifGeneration,
            cancellationToken);
}

/// <summary>The log takes shards in, and does not say so.</summary>
internal sealed class TakenInWithoutAWord : ShardMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        base.WriteAsync(
            store,
            name,
            name.Contains("/parts/", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(WithoutNames(content)) : content,
            ifGeneration,
            cancellationToken);

    private static string WithoutNames(ReadOnlyMemory<byte> content) => string.Concat(
        Encoding.UTF8.GetString(content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains("\"loadgen_shards\"", StringComparison.Ordinal))
            .Select(line => $"{line}\n"));
}

/// <summary>A shard is deleted as soon as it is found, wherever its lines are.</summary>
internal sealed class ShardDeletedTooSoon : ShardMutant
{
    protected override async Task<IReadOnlyList<string>> ListAsync(IObjectStore store, string prefix, CancellationToken cancellationToken)
    {
        var names = await base.ListAsync(store, prefix, cancellationToken);
        if (IsShard(prefix) && names.Count > 0 && await store.ReadAsync(names[0], cancellationToken) is { } found)
            await store.DeleteAsync(names[0], found.Generation, cancellationToken);
        return names;
    }
}

/// <summary>A batch that was not answered is written again under the next name.</summary>
internal sealed class UnansweredBatchRenamed : ShardMutant
{
    private readonly HashSet<string> _unanswered = [];

    protected override async Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken)
    {
        if (!IsShard(name))
            return await base.WriteAsync(store, name, content, ifGeneration, cancellationToken);
        try
        {
            var other = _unanswered.Contains(name) ? Renamed(name, shard => shard with { Index = shard.Index + 1000 }) : name;
            return await base.WriteAsync(store, other, content, ifGeneration, cancellationToken);
        }
        catch (ObjectStoreUnavailableException)
        {
            _unanswered.Add(name);
            throw;
        }
    }
}

/// <summary>A claim is taken over whoever else has taken it over meanwhile.</summary>
internal sealed class TakenOverWithoutPrecondition : ClaimMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        IsClaim(name) && ifGeneration > 0
            ? WriteOverAsync(store, name, content, cancellationToken)
            : base.WriteAsync(store, name, content, ifGeneration, cancellationToken);
}

/// <summary>A claim that has become old is not renewed before its line is sent, but for the one who believes so.</summary>
internal sealed class ClaimNotRenewed : ClaimMutant
{
    private readonly HashSet<string> _own = [];

    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken)
    {
        if (!IsClaim(name))
            return base.WriteAsync(store, name, content, ifGeneration, cancellationToken);
        var token = $"{name} {TokenOf(content)}";
        return !_own.Add(token) && ifGeneration > 0
            ? Task.FromResult(ifGeneration)
            : base.WriteAsync(store, name, content, ifGeneration, cancellationToken);
    }
}
