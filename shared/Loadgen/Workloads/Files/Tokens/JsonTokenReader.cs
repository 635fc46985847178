using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Workloads.Files.Tokens;

/// <summary>Reads JSON, of which it holds no more than it needs for a token.</summary>
internal sealed class JsonTokenReader(Stream content) : TokenReader
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isLast;
    private bool _isBegun;
    private JsonReaderState _state = new(new() { MaxDepth = DepthOfParser });
    private int _lineOfStart = 1;
    private (int Start, int Length) _number;
    private string _text = "";

    public override string Text => Kind is TokenKind.Number ? Number : _text;

    public override string Number => Encoding.UTF8.GetString(NumberBytes);

    private ReadOnlySpan<byte> NumberBytes => _buffer.AsSpan(_number.Start, _number.Length);

    public override bool TryGetWhole(out int value)
    {
        value = 0;
        return Kind is TokenKind.Number
            && Utf8Parser.TryParse(NumberBytes, out value, out int consumed) && consumed == _number.Length;
    }

    protected override void Read()
    {
        while (!TryRead())
        {
            if (_isLast)
            {
                Kind = TokenKind.End;
                Line = _lineOfStart;
                return;
            }

            Fill();
        }
    }

    /// <returns>Whether there was a whole token.</returns>
    private bool TryRead()
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        if (_isLast && !_isBegun && bytes.Trim(" \t\r\n"u8).IsEmpty)
            return false;

        var reader = new Utf8JsonReader(bytes, _isLast, _state);
        try
        {
            var isRead = reader.Read();
            if (isRead)
                Take(ref reader, bytes);
            _lineOfStart += bytes[..(int)reader.BytesConsumed].Count((byte)'\n');
            _start += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            return isRead;
        }
        catch (JsonException e)
        {
            // What follows would be the line once more.
            var reason = Excerpt.Of(e.Message.Split(" LineNumber:")[0]);
            throw new TokenException((int)(e.LineNumber ?? 0) + 1, $"broken JSON ({reason})", "JSON", e);
        }
        catch (InvalidOperationException e)
        {
            throw new TokenException(Line, "half a surrogate pair", "text", e);
        }
    }

    private void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        _isBegun = true;
        Line = _lineOfStart + bytes[..(int)reader.TokenStartIndex].Count((byte)'\n');
        Kind = reader.TokenType switch
        {
            JsonTokenType.StartObject => TokenKind.MappingStart,
            JsonTokenType.EndObject => TokenKind.MappingEnd,
            JsonTokenType.StartArray => TokenKind.ListStart,
            JsonTokenType.EndArray => TokenKind.ListEnd,
            JsonTokenType.PropertyName => TokenKind.Key,
            JsonTokenType.String => TokenKind.Text,
            JsonTokenType.Number => TokenKind.Number,
            JsonTokenType.True => TokenKind.True,
            JsonTokenType.False => TokenKind.False,
            _ => TokenKind.Null,
        };
        if (Kind is TokenKind.Key or TokenKind.Text)
            _text = reader.GetString()!;
        else if (Kind is TokenKind.Number)
            _number = (_start + (int)reader.TokenStartIndex, reader.ValueSpan.Length);
        else
            _text = Kind is TokenKind.True ? "true" : Kind is TokenKind.False ? "false" : "";
    }

    private void Fill()
    {
        if (_start == 0 && _end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        else
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var added = content.Read(_buffer, _end, _buffer.Length - _end);
        _isLast = added == 0;
        _end += added;
    }
}
