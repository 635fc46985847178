using System.IO.Compression;
using Loadgen.Serialization;
using Loadgen.Storage;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// The objects of a simulated store, with the generations and preconditions of the real one. An object is a list of pieces that
/// compositions share, and big pieces are kept compressed: a log of a million lines is composed hundreds of times.
/// </summary>
internal sealed class ObjectBodies
{
    private readonly Dictionary<string, Body> _objects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    // One counter for all names, never set back: an object that was deleted and written anew has a generation it never had before.
    private long _lastGeneration;

    public StoredObject? Read(string name) =>
        _objects.TryGetValue(name, out var body) ? new(body.Generation, body.Read(0, body.Length)) : null;

    public StoredPart? ReadPart(string name, long from, int most) => _objects.TryGetValue(name, out var body)
        ? new(body.Generation, body.Length, body.Read(Math.Min(from, body.Length), Math.Min(from + most, body.Length)))
        : null;

    /// <summary>Reads an object piece by piece; one that is not there is empty.</summary>
    public Stream Open(string name) => new PieceStream(_objects.GetValueOrDefault(name)?.Pieces ?? []);

    public bool Has(string name) => _objects.ContainsKey(name);

    public IReadOnlyList<string> List(string prefix) => _names.Count == 0 || string.CompareOrdinal(_names.Max, prefix) < 0
        ? []
        : [.. _names.GetViewBetween(prefix, _names.Max).TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal))];

    public long Write(string name, ReadOnlyMemory<byte> content, long ifGeneration) =>
        Replace(name, content.IsEmpty ? [] : [new Piece(content)], ifGeneration);

    public long Compose(string name, IReadOnlyList<string> sources, long ifGeneration)
    {
        if (sources.Count is < 1 or > 32)
            throw new ArgumentException($"'{name}' can be composed of 1 to 32 objects, not of {sources.Count}.", nameof(sources));
        RequireGeneration(name, ifGeneration);
        return Replace(
            name,
            [.. sources.SelectMany(source => _objects.TryGetValue(source, out var body)
                ? body.Pieces
                : throw new ObjectPreconditionException(source, ifGeneration))],
            ifGeneration);
    }

    public void Delete(string name, long ifGeneration)
    {
        if (!_objects.ContainsKey(name))
            return;
        RequireGeneration(name, ifGeneration);
        Forget(name);
    }

    /// <summary>The object is gone, whatever its generation.</summary>
    public void Forget(string name)
    {
        _objects.Remove(name);
        _names.Remove(name);
    }

    private long Replace(string name, Piece[] pieces, long ifGeneration)
    {
        RequireGeneration(name, ifGeneration);
        _objects[name] = new Body(++_lastGeneration, pieces);
        _names.Add(name);
        return _lastGeneration;
    }

    private void RequireGeneration(string name, long ifGeneration)
    {
        if ((_objects.GetValueOrDefault(name)?.Generation ?? 0) != ifGeneration)
            throw new ObjectPreconditionException(name, ifGeneration);
    }

    private sealed class Body
    {
        /// <summary>Where each piece ends.</summary>
        private readonly long[] _ends;

        public Body(long generation, Piece[] pieces)
        {
            (Generation, Pieces, _ends) = (generation, pieces, new long[pieces.Length]);
            for (var i = 0; i < pieces.Length; i++)
                _ends[i] = Length += pieces[i].Length;
        }

        public long Generation { get; }

        public Piece[] Pieces { get; }

        public long Length { get; }

        public ReadOnlyMemory<byte> Read(long from, long to)
        {
            var content = new byte[to - from];
            var first = Array.BinarySearch(_ends, from + 1);
            for (var i = first < 0 ? ~first : first; from < to; from = _ends[i++])
            {
                var begin = _ends[i] - Pieces[i].Length;
                var part = Pieces[i].Read((int)(Math.Min(to, _ends[i]) - begin))[(int)(from - begin)..];
                part.CopyTo(content.AsMemory((int)(content.Length - (to - from))));
            }

            return content;
        }
    }

    private sealed class PieceStream(Piece[] pieces) : ForwardStream
    {
        private int _next;
        private ReadOnlyMemory<byte> _rest;

        public override int Read(Span<byte> buffer)
        {
            while (_rest.IsEmpty && _next < pieces.Length)
                _rest = pieces[_next].Read(pieces[_next++].Length);
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }
    }

    private sealed class Piece
    {
        private const int Big = 4096;

        private readonly byte[] _kept;
        private readonly bool _isCompressed;

        public Piece(ReadOnlyMemory<byte> content)
        {
            Length = content.Length;
            _isCompressed = Length >= Big;
            _kept = _isCompressed ? Compress(content.Span) : content.ToArray();
        }

        public int Length { get; }

        /// <summary>Its first bytes: most who ask for few want no more than to know that it is there.</summary>
        public ReadOnlyMemory<byte> Read(int count)
        {
            if (!_isCompressed)
                return _kept.AsMemory(0, count);
            var content = new byte[count];
            using var decoder = new BrotliDecoder();
            decoder.Decompress(_kept, content, out _, out var written);
            return written == count ? content : throw new InvalidOperationException("What was compressed cannot be read back.");
        }

        private static byte[] Compress(ReadOnlySpan<byte> content)
        {
            var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
            return BrotliEncoder.TryCompress(content, compressed, out var written, quality: 1, window: 18)
                ? compressed[..written]
                : throw new InvalidOperationException("Too little room to compress.");
        }
    }
}
