using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Loadgen.Serialization;

namespace Loadgen.Workloads.Files.Tokens;

/// <summary>
/// A file's bytes on their way to a parser: UTF-8 without a byte order mark and without control characters, and not too many. What is good
/// comes out before the complaint about what follows it, so that a parser finds what is wrong in the order of the file.
/// </summary>
/// <param name="content">The file, which stays open.</param>
/// <param name="largest">The most bytes that it may have.</param>
internal sealed class Utf8Stream(Stream content, long largest) : ForwardStream
{
    private const int ChunkSize = 64 * 1024;

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Except(['\t', '\n', '\r']).Select(control => (byte)control)]);

    private readonly byte[] _chunk = new byte[ChunkSize];
    private readonly char[] _decoded = new char[ChunkSize];
    private int _start;
    private int _good;
    private int _end;
    private long _total;
    private int _line = 1;
    private bool _isOver;
    private (string Found, string Allowed)? _complaint;

    /// <exception cref="TokenException">What comes next is not what a parser should see.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_start == _good && !_isOver && _complaint is null)
            Fill();
        if (_start == _good && _complaint is var (found, allowed))
            throw new TokenException(_line, found, allowed);

        var part = _chunk.AsSpan(_start, Math.Min(_good - _start, buffer.Length));
        part.CopyTo(buffer);
        _start += part.Length;
        _line += part.Count((byte)'\n');
        return part.Length;
    }

    private void Fill()
    {
        var rest = _chunk.AsSpan(_good.._end);
        rest.CopyTo(_chunk);
        var added = content.ReadAtLeast(_chunk.AsSpan(rest.Length), Encoding.UTF8.Preamble.Length, throwOnEndOfStream: false);
        _isOver = added < Encoding.UTF8.Preamble.Length;
        var isFirst = _total == 0;
        _total += added;
        _end = rest.Length + added;
        _start = isFirst && _chunk.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _good = _start + Check(_chunk.AsSpan(_start.._end));
    }

    /// <summary>How many of the bytes are good.</summary>
    private int Check(ReadOnlySpan<byte> bytes)
    {
        if (_total > largest)
            _complaint = ($"more than {largest} bytes", $"at most {largest} bytes");
        if (Utf8.ToUtf16(bytes, _decoded, out var good, out _, replaceInvalidSequences: false, _isOver) is OperationStatus.InvalidData)
            _complaint = ("bytes that are not UTF-8", "UTF-8");
        if (bytes[..good].IndexOfAny(Controls) is >= 0 and var control)
        {
            _complaint = ($"the control character U+{bytes[control]:X4}", "text");
            return control;
        }

        return good;
    }
}
