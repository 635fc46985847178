using System.Text.Json;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Blobs;

/// <summary>
/// Buckets as folders and objects as plain files that a person can open: <c>gs://x/a/b.jsonl</c> is <c>ROOT/x/a/b.jsonl</c>. What a file
/// cannot hold lies in <c>ROOT/.storage-metadata</c>. Files that a person puts into a bucket's folder, or edits there, are objects too: a
/// record that does not fit its file is made anew, which also mends a write that was cut off between the two.
/// </summary>
internal sealed class FolderBlobStore : IBlobStore
{
    private const string MetadataFolder = ".storage-metadata";

    private readonly string _root;
    private readonly string _metadata;
    private readonly string _temporary;
    private long _lastTemporary;

    internal FolderBlobStore(string root)
    {
        _root = Path.GetFullPath(root);
        _metadata = Path.Combine(_root, MetadataFolder);
        _temporary = Path.Combine(_metadata, "%temporary");
        Directory.CreateDirectory(_temporary);
    }

    public IReadOnlyList<string> Buckets =>
    [
        .. new DirectoryInfo(_root).EnumerateDirectories()
            .Select(folder => folder.Name)
            .Where(BucketName.IsValid)
            .Order(StringComparer.Ordinal),
    ];

    public bool HasBucket(string bucket) => BucketName.IsValid(bucket) && Directory.Exists(BucketPath(bucket));

    public void CreateBucket(string bucket) => Directory.CreateDirectory(BucketPath(bucket));

    public void DeleteBucket(string bucket)
    {
        Directory.Delete(BucketPath(bucket), recursive: true);
        if (Directory.Exists(Path.Combine(_metadata, bucket)))
            Directory.Delete(Path.Combine(_metadata, bucket), recursive: true);
    }

    public IEnumerable<ObjectRecord> List(string bucket, string prefix, string from) => Names(bucket, prefix)
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, from) >= 0)
        .Order(StringComparer.Ordinal)
        .Select(name => Find(bucket, name))
        .OfType<ObjectRecord>();

    public ObjectRecord? Find(string bucket, string name)
    {
        var path = ExistingPath(bucket, name);
        if (path is null)
            return null;

        var file = new FileInfo(path);
        var sidecar = ReadSidecar(SidecarPath(bucket, name));
        return sidecar is not null && sidecar.FileTime == file.LastWriteTimeUtc.Ticks && sidecar.Record.Size == file.Length
            ? sidecar.Record
            : Adopt(file, bucket, name, sidecar?.Record);
    }

    public ObjectVersion? Read(string bucket, string name) =>
        Find(bucket, name) is { } record ? new(record, File.ReadAllBytes(ExistingPath(bucket, name)!)) : null;

    public void Write(ObjectVersion version)
    {
        var (bucket, name) = (version.Record.Bucket, version.Record.Name);
        var path = ExistingPath(bucket, name) ?? NewPath(bucket, name);
        Replace(path, version.Content.Span);
        WriteRecord(version.Record);
    }

    public void WriteRecord(ObjectRecord record)
    {
        var fileTime = new FileInfo(ExistingPath(record.Bucket, record.Name)!).LastWriteTimeUtc.Ticks;
        Replace(
            SidecarPath(record.Bucket, record.Name),
            JsonSerializer.SerializeToUtf8Bytes(new Sidecar(record, fileTime), JsonSerializerOptions.Web));
    }

    public void Delete(string bucket, string name)
    {
        var path = ExistingPath(bucket, name)!;
        File.Delete(path);
        File.Delete(SidecarPath(bucket, name));

        // A folder that is left empty would stand in the way of an object with its name.
        for (var folder = Path.GetDirectoryName(path)!; !IsBucketFolder(folder, bucket); folder = Path.GetDirectoryName(folder)!)
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any())
                break;
            Directory.Delete(folder);
        }
    }

    // The names of all objects that may begin with the prefix: those in the last folder that it names, and all filed by hash, of which
    // only the records know the names.
    private IEnumerable<string> Names(string bucket, string prefix)
    {
        var root = BucketPath(bucket);
        var hashed = Path.Combine(root, ObjectPath.HashedFolder);
        var slash = prefix.LastIndexOf('/');
        var folder = slash < 0 ? root : ObjectPath.Natural(prefix[..slash]) is { } natural ? Path.Combine(root, natural) : null;
        return (folder is null ? [] : FilesUnder(folder))
            .Select(path => ObjectPath.NameOf(Path.GetRelativePath(root, path)))
            .Concat(FilesUnder(hashed).Select(path => ReadSidecar(SidecarOf(bucket, Path.GetFileName(path)))?.Record.Name))
            .OfType<string>();
    }

    // A record for a file that somebody else put here or changed. The generation follows the file's time, so that it stays the same until
    // the next change, and is above that of the record it replaces.
    private ObjectRecord Adopt(FileInfo file, string bucket, string name, ObjectRecord? before)
    {
        var content = File.ReadAllBytes(file.FullName);
        var time = new DateTimeOffset(file.LastWriteTimeUtc);
        var record = new ObjectRecord
        {
            Bucket = bucket,
            Name = name,
            Generation = Math.Max((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, (before?.Generation ?? 0) + 1),
            Metageneration = 1,
            Size = content.Length,
            TimeCreated = time,
            Updated = time,
            Crc32C = Checksums.Crc32C(content),
            Md5 = Checksums.Md5(content),
            ContentType = before?.ContentType,
        };
        WriteRecord(record);
        return record;
    }

    private string? ExistingPath(string bucket, string name)
    {
        var hashed = Path.Combine(BucketPath(bucket), ObjectPath.Hashed(name));
        if (File.Exists(hashed))
            return hashed;
        return ObjectPath.Natural(name) is { } natural && Path.Combine(BucketPath(bucket), natural) is var path && File.Exists(path)
            ? path
            : null;
    }

    // Objects 'a' and 'a/b' can exist at once, a file and a folder 'a' cannot: whoever comes second is filed by hash.
    private string NewPath(string bucket, string name)
    {
        var hashed = Path.Combine(BucketPath(bucket), ObjectPath.Hashed(name));
        if (ObjectPath.Natural(name) is not { } natural)
            return hashed;

        var path = Path.Combine(BucketPath(bucket), natural);
        if (Directory.Exists(path))
            return hashed;
        for (var folder = Path.GetDirectoryName(path)!; !IsBucketFolder(folder, bucket); folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(folder))
                return hashed;
        }

        return path;
    }

    private void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Path.Combine(_temporary, $"{Environment.ProcessId}-{++_lastTemporary}");
        File.WriteAllBytes(temporary, content);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(temporary, path, overwrite: true);
    }

    private string BucketPath(string bucket) => Path.Combine(_root, bucket);

    private string SidecarPath(string bucket, string name) => SidecarOf(bucket, ObjectPath.Hash(name));

    private string SidecarOf(string bucket, string hash) => Path.Combine(_metadata, bucket, hash + ".json");

    private bool IsBucketFolder(string folder, string bucket) => string.Equals(folder, BucketPath(bucket), StringComparison.Ordinal);

    private static IEnumerable<string> FilesUnder(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static Sidecar? ReadSidecar(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Sidecar>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    private sealed record Sidecar(ObjectRecord Record, long FileTime);
}
