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
public sealed class ClaimStore(IObjectStore store, RunPaths paths, StoreRetry retry)
{
    /// <summary>Takes the claim on an event, or tells who has it.</summary>
    /// <returns><paramref name="wanted"/> where it was taken, else the claim of somebody else.</returns>
    /// <exception cref="StoredStateException">There is a claim that cannot be read.</exception>
    public Task<Claim> TakeAsync(Run run, PlannedEvent planned, Claim wanted, CancellationToken cancellationToken)
    {
        var name = paths.ClaimOf(run, planned);
        return retry.RunAsync(
            async token =>
            {
                try
                {
                    await store.WriteAsync(name, Write(wanted), StoredState.MediaType, ifGeneration: 0, token);
                    return wanted;
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
    public Task ReleaseAsync(Run run, PlannedEvent planned, Claim claim, CancellationToken cancellationToken)
    {
        var name = paths.ClaimOf(run, planned);
        return retry.RunAsync(
            async token =>
            {
                if (await ReadAsync(name, token) is { } held && held.Claim.Token == claim.Token)
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
        return Guid.TryParse(token, out var parsed)
            ? new(parsed, root.Moment("stale_after_utc"))
            : throw JsonFormatException.Wrong("token", token, "is a UUID");
    }

    private static ReadOnlyMemory<byte> Write(Claim claim) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", claim.Token);
        writer.WriteInstant("stale_after_utc", claim.StaleAfter);
        writer.WriteEndObject();
    });
}
