using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>Something is wrong with claims.</summary>
internal abstract class ClaimMutant : StoreMutant
{
    protected static bool IsClaim(string name) => name.Contains("/claims/", StringComparison.Ordinal);

    protected static string TokenOf(ReadOnlyMemory<byte> claim) => JsonElement.Parse(claim.Span).GetProperty("token").GetString()!;

    /// <summary>A claim with another member.</summary>
    protected static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> claim, string member, Func<JsonNode, JsonNode> other)
    {
        var root = JsonNode.Parse(claim.Span)!.AsObject();
        root[member] = other(root[member]!);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }
}

/// <summary>Everybody gets the claim.</summary>
internal sealed class ClaimSkipped() : Forgotten("/claims/");

/// <summary>Claims that look older or younger than they are.</summary>
internal abstract class ClaimOfAnotherAge(TimeSpan older) : ClaimMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        base.WriteAsync(
            store,
            name,
            IsClaim(name) ? With(content, "claimed_at_utc", at => JsonValue.Create(at.GetValue<DateTimeOffset>() - older)) : content,
            ifGeneration,
            cancellationToken);
}

/// <summary>Claims that never become stale: nobody ever takes over from a lost holder.</summary>
internal sealed class ClaimNeverStale() : ClaimOfAnotherAge(TimeSpan.FromDays(-36_525));

/// <summary>Claims that are stale from the start: a holder is taken for lost while it works.</summary>
internal sealed class ClaimStaleAtOnce() : ClaimOfAnotherAge(TimeSpan.FromDays(3_652));

/// <summary>Claims that are stale 20 s before their holder is certainly gone; the half minute beyond that is the product's own.</summary>
internal sealed class ClaimStaleEarly() : ClaimOfAnotherAge(TimeSpan.FromSeconds(50));

/// <summary>A claim that is not needed is not given back.</summary>
internal sealed class ClaimKept : ClaimMutant
{
    protected override Task DeleteAsync(IObjectStore store, string name, long ifGeneration, CancellationToken cancellationToken) =>
        IsClaim(name) ? Task.CompletedTask : base.DeleteAsync(store, name, ifGeneration, cancellationToken);
}

/// <summary>A claim that was not answered is believed to be given.</summary>
internal sealed class UnansweredClaimBelieved : ClaimMutant
{
    protected override async Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken)
    {
        try
        {
            return await base.WriteAsync(store, name, content, ifGeneration, cancellationToken);
        }
        catch (ObjectStoreUnavailableException) when (IsClaim(name))
        {
            return 1;
        }
    }
}

/// <summary>A claim that was not answered is believed to be refused: what stands is taken for somebody else's.</summary>
internal sealed class UnansweredClaimDisowned : ClaimMutant
{
    private readonly HashSet<string> _unanswered = [];

    protected override async Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken)
    {
        try
        {
            return await base.WriteAsync(store, name, content, ifGeneration, cancellationToken);
        }
        catch (ObjectStoreUnavailableException) when (IsClaim(name))
        {
            _unanswered.Add(name);
            throw;
        }
    }

    protected override async Task<StoredObject?> ReadAsync(IObjectStore store, string name, CancellationToken cancellationToken) =>
        await base.ReadAsync(store, name, cancellationToken) is { } claim
            ? _unanswered.Contains(name) ? claim with { Content = With(claim.Content, "token", _ => JsonValue.Create(Guid.Empty)) } : claim
            : null;
}
