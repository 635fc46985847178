namespace Loadgen.Analysis.Events;

/// <summary>Reads a file line by line, with no more of it in memory than its longest line that is taken.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longer lines are not taken: nothing that Loadgen writes comes near.</summary>
    public const int LongestLine = 16 << 20;

    private byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>1-based; that of the line that was read last.</summary>
    public long Number { get; private set; }

    /// <summary>The line that was read last, without its newline; empty where it is too long.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line is longer than is taken.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line, also where no newline ends it.</summary>
    public bool Read()
    {
        var searched = _start;
        IsTooLong = false;
        while (true)
        {
            var end = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (end >= 0)
                return Take(searched + end, next: searched + end + 1);
            searched = _end;
            if (_isOver)
                return (_start < _end || IsTooLong) && Take(_end, next: _end);
            searched -= Fill();
        }
    }

    private bool Take(int end, int next)
    {
        IsTooLong |= end - _start > LongestLine;
        Line = IsTooLong ? default : _buffer.AsMemory(_start, end - _start);
        _start = next;
        Number++;
        return true;
    }

    /// <summary>Makes room, and reads more.</summary>
    /// <returns>How far what is in the buffer went towards its beginning.</returns>
    private int Fill()
    {
        if (_end - _start > LongestLine)
        {
            IsTooLong = true;
            _start = _end;
        }

        var moved = _start;
        if (_end - _start == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        else if (moved > 0)
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (_start - moved, _end - moved);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _isOver = read == 0;
        _end += read;
        return moved;
    }
}
