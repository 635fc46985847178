using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Storage;

namespace Loadgen.Logs.Shards;

/// <summary>The shards of a run in their folder. What a shard holds never changes, so whoever finds one there need not write it.</summary>
/// <param name="folder">Where they lie, with a slash at its end.</param>
internal sealed class ShardStore(IObjectStore store, string folder, Run run)
{
    /// <summary>So many requests go out at a time.</summary>
    private const int AtATime = 16;

    private const int PartSize = 1 << 20;

    /// <summary>The names of the objects there are.</summary>
    /// <param name="writer">Whose; <see langword="null"/>: everybody's.</param>
    public Task<IReadOnlyList<string>> ListAsync(string? writer, CancellationToken cancellationToken) =>
        store.ListAsync(writer is null ? folder : $"{folder}{writer}-", cancellationToken);

    /// <summary>The object's name.</summary>
    public string ObjectOf(ShardName shard) => folder + shard.ObjectName;

    /// <summary>Stores a batch, which may be there from an attempt whose answer was lost.</summary>
    public async Task WriteAsync(ShardName batch, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(ObjectOf(batch), lines, JsonLines.MediaType, ifGeneration: 0, cancellationToken);
        }
        catch (ObjectPreconditionException)
        {
            // It is there, and nobody else has this name.
        }
    }

    /// <summary>How long a shard is, in bytes; <see langword="null"/> where it is not there.</summary>
    public async Task<long?> LengthOfAsync(ShardName shard, CancellationToken cancellationToken) =>
        (await store.ReadPartAsync(ObjectOf(shard), 0, 1, cancellationToken))?.Length;

    /// <summary>Joins what lies in the same blocks, level by level.</summary>
    /// <param name="shards">All that there are of their writers up to <paramref name="end"/>, and none that another one covers.</param>
    /// <param name="end">Blocks that end behind this index are not joined yet: not all of their batches are written.</param>
    /// <returns>What there is now in their place.</returns>
    public async Task<List<ShardName>> JoinAsync(List<ShardName> shards, long end, CancellationToken cancellationToken)
    {
        for (var level = 1; level <= ShardName.HighestLevel; level++)
        {
            var blocks = shards.Where(shard => shard.Level < level).GroupBy(shard => shard.AtLevel(level))
                .Where(block => block.Key.EndIndex <= end && block.Skip(1).Any())
                .ToList();
            await ForEachAsync(blocks, block => JoinAsync(block.Key, [.. block], cancellationToken));
            var joined = blocks.SelectMany(block => block).ToHashSet();
            shards = [.. shards.Where(shard => !joined.Contains(shard)), .. blocks.Select(block => Sum(block.Key, block))];
        }

        return shards;
    }

    private async Task JoinAsync(ShardName block, List<ShardName> shards, CancellationToken cancellationToken)
    {
        try
        {
            await store.ComposeAsync(
                ObjectOf(Sum(block, shards)), [.. shards.Select(ObjectOf)], JsonLines.MediaType, ifGeneration: 0, cancellationToken);
        }
        catch (ObjectPreconditionException)
        {
            // It is there; or one of its parts is gone, and so it was.
        }

        await DeleteAsync(shards, cancellationToken);
    }

    private static ShardName Sum(ShardName block, IEnumerable<ShardName> shards) =>
        block with { Events = shards.Sum(shard => shard.Events) };

    /// <summary>Deletes shards whose lines are elsewhere. One that stays behind does no harm.</summary>
    public Task DeleteAsync(IReadOnlyCollection<ShardName> shards, CancellationToken cancellationToken) => ForEachAsync(
        shards,
        async shard =>
        {
            try
            {
                if (await store.ReadPartAsync(ObjectOf(shard), 0, 1, cancellationToken) is { } found)
                    await store.DeleteAsync(ObjectOf(shard), found.Generation, cancellationToken);
            }
            catch (Exception e) when (e is ObjectStoreUnavailableException or ObjectPreconditionException)
            {
                // It goes with the bucket's lifecycle rule.
            }
        });

    /// <summary>Whether a shard has a line.</summary>
    /// <param name="index">
    /// The batch from which on it may be. Where many batches are joined, it is looked for from a part before where that one would begin, if
    /// all were of a size; and further ahead only when it is not there. A shard can be of a gigabyte.
    /// </param>
    /// <exception cref="ObjectPreconditionException">The shard is gone: its lines are elsewhere now.</exception>
    public async Task<bool> HasAsync(ShardName shard, long index, LineKey key, CancellationToken cancellationToken)
    {
        if (index <= shard.FirstIndex)
            return await HasAsync(shard, 0, long.MaxValue, key, cancellationToken);

        var length = await LengthOfAsync(shard, cancellationToken) ?? throw GoneException(shard);
        var share = (double)(index - shard.FirstIndex) / (shard.EndIndex - shard.FirstIndex);
        var likely = Math.Max(0, (long)(share * length) - PartSize);
        return await HasAsync(shard, likely, length, key, cancellationToken) || await HasAsync(shard, 0, likely, key, cancellationToken);
    }

    /// <param name="from">May be within a line, which is not read then.</param>
    /// <param name="to">Lines that begin before that are read.</param>
    private async Task<bool> HasAsync(ShardName shard, long from, long to, LineKey key, CancellationToken cancellationToken)
    {
        for (long most = PartSize; from < to;)
        {
            var part = await store.ReadPartAsync(ObjectOf(shard), from, (int)most, cancellationToken) ?? throw GoneException(shard);
            var whole = part.Content[..(part.Content.Span.LastIndexOf(JsonLines.NewLine) + 1)];
            if (key.IsIn(whole, run))
                return true;
            from += whole.Length;
            most = whole.IsEmpty ? most * 2 : PartSize;
            to = Math.Min(to, part.Length);
        }

        return false;
    }

    private ObjectPreconditionException GoneException(ShardName shard) => new(ObjectOf(shard), 0);

    private static async Task ForEachAsync<T>(IEnumerable<T> all, Func<T, Task> act)
    {
        foreach (var some in all.Chunk(AtATime))
            await Task.WhenAll(some.Select(act));
    }
}
