using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Loadgen.Analysis.Events;

/// <summary>Tells the lines of events, which the database reads, from all others, as fast as JSON is read.</summary>
internal sealed class LineKinds
{
    /// <summary>A log has a handful of them; of one that makes up more not all are remembered.</summary>
    private const int MostShapes = 1000;

    // An answer may nest as deeply as a parser takes by default, and stands in a line two levels further down.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    /// <summary>Sequences of names in which none is there twice.</summary>
    private readonly HashSet<int> _shapes = [];

    /// <summary>Whether it is an object that has an event's ID and no message, and each of its names once.</summary>
    public bool IsEvent(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
            return false;

        try
        {
            return IsEvent(new Utf8JsonReader(line, Options), out var shape) && (_shapes.Contains(shape) || IsDistinct(line, shape));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsEvent(Utf8JsonReader reader, out int shape)
    {
        var (hasId, hasMessage) = (false, false);
        var names = default(HashCode);
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            hasId |= reader.ValueSpan.SequenceEqual("event_id"u8);
            hasMessage |= reader.ValueSpan.SequenceEqual("message"u8);
            names.Add(reader.ValueSpan.Length);
            names.AddBytes(reader.ValueSpan);
        }

        shape = names.ToHashCode();
        return hasId && !hasMessage;
    }

    private bool IsDistinct(ReadOnlySpan<byte> line, int shape)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var reader = new Utf8JsonReader(line, Options); reader.Read();)
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == 1
                && !names.Add(Encoding.UTF8.GetString(reader.ValueSpan)))
            {
                return false;
            }
        }

        if (_shapes.Count < MostShapes)
            _shapes.Add(shape);
        return true;
    }
}
