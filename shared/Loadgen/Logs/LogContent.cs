using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Storage;

namespace Loadgen.Logs;

/// <summary>
/// What is known of a log object, as far as one run is concerned. An object may hold other runs and foreign lines as well; they are left
/// alone. It only grows, so what was read of it stays true, and only its keys and digests are kept.
/// </summary>
internal sealed class LogContent(Run run)
{
    private readonly byte[] _runId = Encoding.UTF8.GetBytes(run.RunId);
    private readonly Dictionary<LineKey, UInt128> _lines = [];
    private readonly HashSet<ShardName> _named = [];
    private long _events;

    /// <summary>0 where there is no object.</summary>
    public long Generation { get; private set; }

    /// <summary>Of the object, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>How far it is read: up to a whole line.</summary>
    public long ReadTo { get; private set; }

    /// <summary>Whether the next line can follow as it is. Only an object that somebody else wrote does not end in a newline.</summary>
    public bool EndsInNewLine => ReadTo == Length;

    /// <summary>How many events of the run have their line, in shards that were taken in or beside them.</summary>
    public long Events => _events + _named.Sum(shard => (long)shard.Events);

    /// <summary>The shards that were taken in.</summary>
    public IReadOnlyCollection<ShardName> Named => _named;

    public bool Has(LineKey key) => _lines.ContainsKey(key);

    /// <summary>Whether the line that is stored for the key is this very one.</summary>
    public bool IsStored(LogLine line) => _lines.TryGetValue(line.Key, out var stored) && stored == DigestOf(line.Utf8);

    /// <summary>The object has grown by these lines, and what they say follows them.</summary>
    /// <param name="bytes">By how much.</param>
    public void Grow(IEnumerable<LogLine> lines, long bytes, long generation)
    {
        foreach (var line in lines)
            Take(line.Key, line.Utf8);
        Generation = generation;
        ReadTo = Length += bytes;
    }

    /// <summary>Takes the bytes from <see cref="ReadTo"/> on.</summary>
    /// <returns>Whether that was all.</returns>
    public bool Read(StoredPart part)
    {
        (Generation, Length) = (part.Generation, part.Length);
        var isEnd = ReadTo + part.Content.Length >= Length;
        var position = 0L;
        while (position < part.Content.Length)
        {
            var rest = part.Content[(int)position..];
            var end = rest.Span.IndexOf(JsonLines.NewLine);
            var bytesAfter = end >= 0 || isEnd ? Take(end < 0 ? rest : rest[..end]) : 0;
            if (end < 0)
                break;
            position += end + 1 + bytesAfter;
        }

        ReadTo = Math.Min(ReadTo + position, Length);
        return isEnd || ReadTo == Length;
    }

    private long Take(ReadOnlyMemory<byte> line) =>
        // Also spares a foreign object of a million lines that are no JSON a million exceptions.
        line.Span.IndexOf(_runId) >= 0 && LineKey.Find(line, run) is { } key ? Take(key, line) : 0;

    /// <returns>How many bytes of shards follow. Their lines count by their names.</returns>
    private long Take(LineKey key, ReadOnlyMemory<byte> line)
    {
        if (_lines.TryAdd(key, DigestOf(line)) && key.IsEvent)
            _events++;
        return key.IsOfShards ? TakeShards(line) : 0;
    }

    private long TakeShards(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var entry = LogLineParser.ReadShards(document.RootElement, 0, run);
            foreach (var name in entry.Shards)
            {
                if (ShardName.TryParse(name, out var shard))
                    _named.Add(shard);
            }

            return entry.Bytes;
        }
        catch (JsonFormatException)
        {
            return 0; // Somebody else wrote it. What it names is not known to be there.
        }
    }

    private static UInt128 DigestOf(ReadOnlyMemory<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line.Span, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
