namespace Loadgen.Emulation.Storage.Objects;

/// <summary>The conditions on an object's live version under which a request takes effect. An absent object is at generation 0.</summary>
internal sealed record Preconditions(
    long? IfGenerationMatch = null,
    long? IfGenerationNotMatch = null,
    long? IfMetagenerationMatch = null,
    long? IfMetagenerationNotMatch = null)
{
    internal static readonly Preconditions None = new();

    /// <summary>Requires them of an object that is about to be written or deleted.</summary>
    /// <exception cref="StorageException">412: one does not hold.</exception>
    internal void RequireForWrite(ObjectRecord? live)
    {
        RequireMatches(live);
        if (IfGenerationNotMatch == (live?.Generation ?? 0))
            throw StorageException.ConditionNotMet($"ifGenerationNotMatch={IfGenerationNotMatch}");
        if (live is not null && IfMetagenerationNotMatch == live.Metageneration)
            throw StorageException.ConditionNotMet($"ifMetagenerationNotMatch={IfMetagenerationNotMatch}");
    }

    /// <summary>Requires them of an object that is about to be read.</summary>
    /// <exception cref="StorageException">412: a match does not hold; 304: the client has this version already.</exception>
    internal void RequireForRead(ObjectRecord live)
    {
        RequireMatches(live);
        if (IfGenerationNotMatch == live.Generation || IfMetagenerationNotMatch == live.Metageneration)
            throw StorageException.NotModified();
    }

    private void RequireMatches(ObjectRecord? live)
    {
        if (IfGenerationMatch is { } generation && generation != (live?.Generation ?? 0))
            throw StorageException.ConditionNotMet($"ifGenerationMatch={generation}");
        if (IfMetagenerationMatch is { } metageneration && metageneration != live?.Metageneration)
            throw StorageException.ConditionNotMet($"ifMetagenerationMatch={metageneration}");
    }
}
