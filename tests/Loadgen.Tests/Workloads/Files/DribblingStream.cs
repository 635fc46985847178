namespace Loadgen.Tests.Workloads.Files;

/// <summary>A stream that does not know its length, gives few bytes at a time and counts them.</summary>
/// <param name="parts">What is in it, made when it is read.</param>
/// <param name="most">The most bytes that it gives at once.</param>
internal sealed class DribblingStream(IEnumerable<byte[]> parts, int most = int.MaxValue) : Stream
{
    private readonly IEnumerator<byte[]> _parts = parts.GetEnumerator();
    private int _position = int.MaxValue;

    /// <summary>How many bytes have been read.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_position >= (_parts.Current?.Length ?? 0))
        {
            if (!_parts.MoveNext())
                return 0;
            _position = 0;
        }

        var given = Math.Min(Math.Min(count, most), _parts.Current!.Length - _position);
        _parts.Current.AsSpan(_position, given).CopyTo(buffer.AsSpan(offset));
        _position += given;
        Given += given;
        return given;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
