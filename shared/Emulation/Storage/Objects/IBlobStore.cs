namespace Loadgen.Emulation.Storage.Objects;

/// <summary>
/// Where buckets and objects are kept. It knows nothing of preconditions and generations' order; its caller holds a lock around every call.
/// </summary>
internal interface IBlobStore
{
    /// <summary>The buckets' names, in ordinal order.</summary>
    IReadOnlyList<string> Buckets { get; }

    bool HasBucket(string bucket);

    void CreateBucket(string bucket);

    /// <summary>Deletes an empty bucket.</summary>
    void DeleteBucket(string bucket);

    /// <summary>
    /// The records of a bucket's objects whose names begin with <paramref name="prefix"/>, in ordinal order, from the name
    /// <paramref name="from"/> on. What is not enumerated costs little.
    /// </summary>
    IEnumerable<ObjectRecord> List(string bucket, string prefix, string from);

    ObjectRecord? Find(string bucket, string name);

    ObjectVersion? Read(string bucket, string name);

    /// <summary>Writes an object as a whole: either all of it is there afterwards, or what was there before.</summary>
    void Write(ObjectVersion version);

    /// <summary>Replaces an object's record and leaves its content.</summary>
    void WriteRecord(ObjectRecord record);

    void Delete(string bucket, string name);
}
