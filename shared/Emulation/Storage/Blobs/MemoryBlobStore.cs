using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Blobs;

/// <summary>Buckets in memory, for tests.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Buckets => [.. _buckets.Keys];

    public bool HasBucket(string bucket) => _buckets.ContainsKey(bucket);

    public void CreateBucket(string bucket) => _buckets.Add(bucket, new());

    public void DeleteBucket(string bucket) => _buckets.Remove(bucket);

    public IEnumerable<ObjectRecord> List(string bucket, string prefix, string from) => _buckets[bucket].List(prefix, from);

    public ObjectRecord? Find(string bucket, string name) => Read(bucket, name)?.Record;

    public ObjectVersion? Read(string bucket, string name) => _buckets[bucket].Objects.GetValueOrDefault(name);

    public void Write(ObjectVersion version) => _buckets[version.Record.Bucket].Write(version);

    public void WriteRecord(ObjectRecord record) => Write(Read(record.Bucket, record.Name)! with { Record = record });

    public void Delete(string bucket, string name) => _buckets[bucket].Delete(name);

    private sealed class Bucket
    {
        private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

        public Dictionary<string, ObjectVersion> Objects { get; } = new(StringComparer.Ordinal);

        public IEnumerable<ObjectRecord> List(string prefix, string from)
        {
            var first = string.CompareOrdinal(prefix, from) > 0 ? prefix : from;
            return _names.Count == 0 || string.CompareOrdinal(_names.Max, first) < 0
                ? []
                : _names.GetViewBetween(first, _names.Max)
                    .TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(name => Objects[name].Record);
        }

        public void Write(ObjectVersion version)
        {
            Objects[version.Record.Name] = version;
            _names.Add(version.Record.Name);
        }

        public void Delete(string name)
        {
            Objects.Remove(name);
            _names.Remove(name);
        }
    }
}
