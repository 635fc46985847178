using Loadgen.Emulation.Storage.Faults;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>
/// Objects with Cloud Storage's semantics over a store of bytes: generations that only grow, preconditions, checksums. Each call is
/// atomic, so that of writers with the same precondition exactly one wins.
/// </summary>
internal sealed class ObjectRepository(IBlobStore store, TimeProvider timeProvider, StorageFaults faults)
{
    private readonly Lock _lock = new();
    private long _lastGeneration = store.Buckets
        .SelectMany(bucket => store.List(bucket, prefix: "", from: ""))
        .Select(record => record.Generation)
        .DefaultIfEmpty()
        .Max();

    internal IReadOnlyList<string> Buckets
    {
        get
        {
            lock (_lock)
                return store.Buckets;
        }
    }

    internal void RequireBucket(string bucket)
    {
        lock (_lock)
        {
            if (!store.HasBucket(bucket))
                throw StorageException.NoBucket(bucket);
        }
    }

    internal void CreateBucket(string bucket)
    {
        if (!BucketName.IsValid(bucket))
            throw StorageException.Invalid(BucketName.Refusal(bucket));
        lock (_lock)
        {
            if (store.HasBucket(bucket))
                throw StorageException.Conflict($"The bucket '{bucket}' exists already.");
            store.CreateBucket(bucket);
        }
    }

    internal void DeleteBucket(string bucket)
    {
        lock (_lock)
        {
            RequireBucket(bucket);
            if (store.List(bucket, prefix: "", from: "").Any())
                throw StorageException.Conflict($"The bucket '{bucket}' is not empty.");
            store.DeleteBucket(bucket);
        }
    }

    internal ObjectRecord Insert(
        string bucket, string name, ObjectTraits traits, ReadOnlyMemory<byte> content, Preconditions preconditions)
    {
        lock (_lock)
        {
            var live = RequireWritable(bucket, name, preconditions);
            var record = NewRecord(bucket, name, traits, content, live) with { Md5 = Checksums.Md5(content.Span) };
            if (traits.Crc32C is { } crc && !string.Equals(crc, record.Crc32C, StringComparison.Ordinal))
                throw StorageException.Invalid($"The CRC-32C of the content is {record.Crc32C}, not {crc} as the request says.");
            if (traits.Md5 is { } md5 && !string.Equals(md5, record.Md5, StringComparison.Ordinal))
                throw StorageException.Invalid($"The MD5 of the content is {record.Md5}, not {md5} as the request says.");
            store.Write(new(record, content));
            return record;
        }
    }

    internal ObjectRecord Get(string bucket, string name, long? generation, Preconditions preconditions)
    {
        lock (_lock)
        {
            var live = RequireLive(bucket, name, generation);
            preconditions.RequireForRead(live);
            return live;
        }
    }

    internal ObjectVersion Read(string bucket, string name, long? generation, Preconditions preconditions)
    {
        lock (_lock)
        {
            preconditions.RequireForRead(RequireLive(bucket, name, generation));
            return store.Read(bucket, name)!;
        }
    }

    internal ListPage List(string bucket, ListQuery query)
    {
        lock (_lock)
        {
            RequireBucket(bucket);
            return ListPage.Of(store.List(bucket, query.Prefix, query.First), query);
        }
    }

    internal ObjectRecord Patch(
        string bucket, string name, long? generation, Preconditions preconditions, Func<ObjectRecord, ObjectRecord> change)
    {
        lock (_lock)
        {
            var live = RequireLive(bucket, name, generation);
            preconditions.RequireForWrite(live);
            RequireWriteRate(live);
            var changed = change(live) with { Metageneration = live.Metageneration + 1, Updated = timeProvider.GetUtcNow() };
            store.WriteRecord(changed);
            return changed;
        }
    }

    internal void Delete(string bucket, string name, long? generation, Preconditions preconditions)
    {
        lock (_lock)
        {
            preconditions.RequireForWrite(RequireLive(bucket, name, generation));
            store.Delete(bucket, name);
        }
    }

    internal ObjectRecord Compose(
        string bucket, string name, ObjectTraits traits, IReadOnlyList<ComposeSource> sources, Preconditions preconditions)
    {
        if (sources.Count == 0)
            throw StorageException.Required("A composition needs at least one source object.");
        if (sources.Count > 32)
            throw StorageException.Invalid($"A composition has at most 32 source objects, not {sources.Count}.");

        lock (_lock)
        {
            var live = RequireWritable(bucket, name, preconditions);
            var components = 0;
            var parts = new List<ReadOnlyMemory<byte>>();
            foreach (var source in sources)
            {
                var part = RequireLive(bucket, source.Name, source.Generation);
                source.Preconditions.RequireForWrite(part);
                components += part.ComponentCount ?? 1;
                parts.Add(store.Read(bucket, source.Name)!.Content);
            }

            var content = Join(parts);
            var record = NewRecord(bucket, name, traits, content, live) with { ComponentCount = components };
            store.Write(new(record, content));
            return record;
        }
    }

    internal ObjectRecord Copy(CopySource source, string bucket, string name, ObjectTraits? traits, Preconditions preconditions)
    {
        lock (_lock)
        {
            var (original, content) = Read(source.Bucket, source.Name, source.Generation, source.Preconditions);
            var live = RequireWritable(bucket, name, preconditions);
            traits ??= new()
            {
                ContentType = original.ContentType,
                ContentEncoding = original.ContentEncoding,
                CacheControl = original.CacheControl,
                Metadata = original.Metadata,
            };
            var record = NewRecord(bucket, name, traits, content, live) with
            {
                Md5 = original.Md5,
                ComponentCount = original.ComponentCount,
            };
            store.Write(new(record, content));
            return record;
        }
    }

    private static byte[] Join(List<ReadOnlyMemory<byte>> parts)
    {
        var joined = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }

        return joined;
    }

    private ObjectRecord NewRecord(string bucket, string name, ObjectTraits traits, ReadOnlyMemory<byte> content, ObjectRecord? live)
    {
        var now = timeProvider.GetUtcNow();
        var microseconds = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _lastGeneration = Math.Max(Math.Max(microseconds, _lastGeneration + 1), (live?.Generation ?? 0) + 1);
        return new()
        {
            Bucket = bucket,
            Name = name,
            Generation = _lastGeneration,
            Metageneration = 1,
            Size = content.Length,
            TimeCreated = now,
            Updated = now,
            Crc32C = Checksums.Crc32C(content.Span),
            ContentType = traits.ContentType,
            ContentEncoding = traits.ContentEncoding,
            CacheControl = traits.CacheControl,
            Metadata = traits.Metadata,
        };
    }

    private ObjectRecord? RequireWritable(string bucket, string name, Preconditions preconditions)
    {
        RequireBucket(bucket);
        ObjectName.Require(name);
        var live = store.Find(bucket, name);
        preconditions.RequireForWrite(live);
        if (live is not null)
            RequireWriteRate(live);
        return live;
    }

    // Old generations are not kept: a request for one finds nothing.
    private ObjectRecord RequireLive(string bucket, string name, long? generation)
    {
        RequireBucket(bucket);
        return store.Find(bucket, name) is { } live && (generation ?? live.Generation) == live.Generation
            ? live
            : throw StorageException.NoObject(bucket, name);
    }

    private void RequireWriteRate(ObjectRecord live)
    {
        if (faults.Settings.ObjectWritesPerSecond is not (> 0 and var rate))
            return;
        var age = timeProvider.GetUtcNow() - live.Updated;
        if (age >= TimeSpan.Zero && age < TimeSpan.FromSeconds(1 / rate))
            throw StorageException.RateLimited(live.Bucket, live.Name);
    }
}

/// <summary>One source of a composition.</summary>
internal sealed record ComposeSource(string Name, long? Generation, Preconditions Preconditions);

/// <summary>What is copied, on which conditions.</summary>
internal sealed record CopySource(string Bucket, string Name, long? Generation, Preconditions Preconditions);
