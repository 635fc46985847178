using System.Text.Json;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Storage;
using Loadgen.Trace;

namespace Loadgen.Claims;

/// <summary>
/// Gives claims. A claim is an object that only one attempt can create. An attempt whose request was not answered reads the object back
/// and knows its own token.
/// </summary>
public sealed class ClaimStore(IObjectStore store, RunPaths paths, StoreRetry retry, TimeProvider time)
{
    private const string StaleAfter = "stale_after_utc";
    private const string ClaimedAt = "claimed_at_utc";

    /// <summary>Takes the claim on an event, or tells who has it.</summary>
    /// <param name="claimant">A token of the attempt's own.</param>
    /// <returns>The claim, which is the attempt's where it has its token.</returns>
    /// <exception cref="StoredStateException">There is a claim that cannot be read.</exception>
    public Task<Claim> TakeAsync(Run run, PlannedEvent planned, Guid claimant, CancellationToken cancellationToken)
    {
        var name = paths.ClaimOf(run, planned);
        return retry.RunAsync(
            async token =>
            {
                // By the clock of this request: an earlier one may have been refused long ago.
                var now = time.GetUtcNow();
                try
                {
                    await store.WriteAsync(name, Write(claimant, now), StoredState.MediaType, ifGeneration: 0, token);
                    return new(claimant, now + Claim.Lifetime);
                }
                catch (ObjectPreconditionException)
                {
                    // Gone again between the two requests: its holder released it, and the retry may take it.
                    return await ReadAsync(name, token) is { } held ? held.Claim : throw new ObjectPreconditionException(name, 0);
                }
            },
            cancellationToken);
    }

    /// <summary>The claim on an event, where somebody has it.</summary>
    /// <exception cref="StoredStateException">It cannot be read.</exception>
    public Task<Claim?> FindAsync(Run run, PlannedEvent planned, CancellationToken cancellationToken) => retry.RunAsync(
        async token => (await ReadAsync(paths.ClaimOf(run, planned), token))?.Claim, cancellationToken);

    /// <summary>
    /// Gives a claim back unused, so that another attempt can take it. Only the holder may, and only before it has sent anything.
    /// </summary>
    public Task ReleaseAsync(Run run, PlannedEvent planned, Guid claimant, CancellationToken cancellationToken)
    {
        var name = paths.ClaimOf(run, planned);
        return retry.RunAsync(
            async token =>
            {
                if (await ReadAsync(name, token) is { } held && held.Claim.Token == claimant)
                    await store.DeleteAsync(name, held.Generation, token);
            },
            cancellationToken);
    }

    private async Task<(Claim Claim, long Generation)?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await store.ReadAsync(name, cancellationToken) is { } stored
            ? (StoredState.Read(name, stored.Content, Read), stored.Generation)
            : null;

    private static Claim Read(JsonElement root)
    {
        var token = root.Text("token");
        if (!Guid.TryParse(token, out var claimant))
            throw JsonFormatException.Wrong("token", token, "is a UUID");

        // Version 0.9 wrote the end that it believed in, which says no more than that the claim is not younger.
        var claimed = root.TryGetProperty(StaleAfter, out _) ? root.Moment(StaleAfter) : root.Moment(ClaimedAt);
        return new(claimant, claimed + Claim.Lifetime);
    }

    private static ReadOnlyMemory<byte> Write(Guid claimant, DateTimeOffset now) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", claimant);
        writer.WriteInstant(ClaimedAt, now);
        writer.WriteEndObject();
    });
}
