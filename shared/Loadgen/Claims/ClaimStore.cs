using System.Text.Json;
using Loadgen.Logs;
using Loadgen.Logs.Shards;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Storage;
using Loadgen.Trace;

namespace Loadgen.Claims;

/// <summary>
/// Gives claims. A claim is an object that only one attempt can create, or overwrite as it is. An attempt whose request was not answered
/// reads the object back and knows its own token.
/// </summary>
public sealed class ClaimStore(IObjectStore store, RunPaths paths, StoreRetry retry, TimeProvider time)
{
    private const string StaleAfter = "stale_after_utc";
    private const string ClaimedAt = "claimed_at_utc";
    private const string Shard = "shard";

    /// <summary>Takes the claim on an event, or tells who has it.</summary>
    /// <param name="claimant">A token of the attempt's own.</param>
    /// <param name="shard">Where the line will be.</param>
    /// <returns>The claim, which is the attempt's where it has its token.</returns>
    /// <exception cref="StoredStateException">There is a claim that cannot be read.</exception>
    public Task<Claim> TakeAsync(Run run, PlannedEvent planned, Guid claimant, ShardPlace? shard, CancellationToken cancellationToken)
    {
        var name = paths.ClaimOf(run, planned);
        return retry.RunAsync(
            async token => await WriteAsync(name, claimant, shard, ifGeneration: 0, token)
                // Gone again between the two requests: its holder released it, and the retry may take it.
                ?? throw new ObjectPreconditionException(name, 0),
            cancellationToken);
    }

    /// <summary>Takes over a claim that is stale.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    /// <returns>The claim that stands; <see langword="null"/> where there is none any more.</returns>
    public Task<Claim?> TakeOverAsync(
        Run run, PlannedEvent planned, Claim stale, Guid claimant, ShardPlace? shard, CancellationToken cancellationToken) =>
        retry.RunAsync(
            token => WriteAsync(paths.ClaimOf(run, planned), claimant, shard, stale.Generation, token), cancellationToken);

    /// <summary>Makes a claim young again, for its holder, unless somebody has taken it over.</summary>
    /// <returns>The claim that stands; <see langword="null"/> where there is none any more.</returns>
    /// <exception cref="StoredStateException">There is a claim that cannot be read.</exception>
    public Task<Claim?> RenewAsync(Run run, PlannedEvent planned, Claim own, CancellationToken cancellationToken) =>
        TakeOverAsync(run, planned, own, own.Token, own.Shard, cancellationToken);

    /// <summary>The right to write the event's line that a claim gives its holder, who renews the claim when it has to.</summary>
    public LineRight RightOf(Run run, PlannedEvent planned, Claim own) => new(
        own.HeldUntil,
        async cancellationToken =>
        {
            var standing = await RenewAsync(run, planned, own, cancellationToken);
            if (standing?.Token != own.Token)
                return null;
            own = standing;
            return own.HeldUntil;
        });

    /// <summary>
    /// Gives a claim back unused, so that another attempt can take it. Only the holder may, and only before it has sent anything.
    /// </summary>
    public Task ReleaseAsync(Run run, PlannedEvent planned, Guid claimant, CancellationToken cancellationToken)
    {
        var name = paths.ClaimOf(run, planned);
        return retry.RunAsync(
            async token =>
            {
                if (await ReadAsync(name, token) is { } held && held.Token == claimant)
                    await store.DeleteAsync(name, held.Generation, token);
            },
            cancellationToken);
    }

    /// <summary>Writes a claim, or reads the one that is there instead: perhaps one's own, whose answer was lost.</summary>
    private async Task<Claim?> WriteAsync(
        string name, Guid claimant, ShardPlace? shard, long ifGeneration, CancellationToken cancellationToken)
    {
        // By the clock of this request: an earlier one may have been refused long ago.
        var now = time.GetUtcNow();
        try
        {
            var generation = await store.WriteAsync(
                name, ToUtf8(claimant, now, shard), StoredState.MediaType, ifGeneration, cancellationToken);
            return new(claimant, now + Claim.Lifetime, generation, shard);
        }
        catch (ObjectPreconditionException)
        {
            return await ReadAsync(name, cancellationToken);
        }
    }

    private async Task<Claim?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await store.ReadAsync(name, cancellationToken) is { } stored
            ? StoredState.Read(name, stored.Content, root => Read(root, stored.Generation))
            : null;

    private static Claim Read(JsonElement root, long generation)
    {
        var token = root.Text("token");
        if (!Guid.TryParse(token, out var claimant))
            throw JsonFormatException.Wrong("token", token, "is a UUID");

        // Version 0.9 wrote the end that it believed in, which says no more than that the claim is not younger.
        var claimed = root.TryGetProperty(StaleAfter, out _) ? root.Moment(StaleAfter) : root.Moment(ClaimedAt);
        return new(claimant, claimed + Claim.Lifetime, generation, root.TryGetProperty(Shard, out _) ? ReadShard(root.Text(Shard)) : null);
    }

    private static ShardPlace ReadShard(string text) =>
        ShardPlace.Find(text) ?? throw JsonFormatException.Wrong(Shard, text, $"is a place such as {ShardPlace.Example}");

    private static ReadOnlyMemory<byte> ToUtf8(Guid claimant, DateTimeOffset now, ShardPlace? shard) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", claimant);
        writer.WriteInstant(ClaimedAt, now);
        if (shard is { } place)
            writer.WriteString(Shard, place.ToString());
        writer.WriteEndObject();
    });
}
