using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Blobs;

/// <summary>Buckets in memory, for tests.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly SortedDictionary<string, Dictionary<string, ObjectVersion>> _buckets = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Buckets => [.. _buckets.Keys];

    public bool HasBucket(string bucket) => _buckets.ContainsKey(bucket);

    public void CreateBucket(string bucket) => _buckets.Add(bucket, new(StringComparer.Ordinal));

    public void DeleteBucket(string bucket) => _buckets.Remove(bucket);

    public IReadOnlyList<ObjectRecord> List(string bucket) => [.. _buckets[bucket].Values.Select(version => version.Record)];

    public ObjectRecord? Find(string bucket, string name) => Read(bucket, name)?.Record;

    public ObjectVersion? Read(string bucket, string name) => _buckets[bucket].GetValueOrDefault(name);

    public void Write(ObjectVersion version) => _buckets[version.Record.Bucket][version.Record.Name] = version;

    public void WriteRecord(ObjectRecord record) => Write(Read(record.Bucket, record.Name)! with { Record = record });

    public void Delete(string bucket, string name) => _buckets[bucket].Remove(name);
}
