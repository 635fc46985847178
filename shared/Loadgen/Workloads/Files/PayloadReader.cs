using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Serialization;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Workloads.Files;

/// <summary>Reads a function's payload, whose numbers stay as they are written.</summary>
internal sealed class PayloadReader(Reading reading, PayloadTexts texts)
{
    private const int LargestSize = 1024 * 1024;
    private const int DeepestLevel = 24;

    /// <summary>The members that Loadgen adds to every payload.</summary>
    private static readonly string[] Reserved =
        ["experiment_id", "scenario", "run_id", "event_id", "trace_hour", "dispatch_sent_time_utc"];

    private readonly ArrayBufferWriter<byte> _json = new();
    private bool _isTooLarge;

    /// <returns><see langword="null"/> where something is wrong with it.</returns>
    public JsonObject? Read()
    {
        var line = reading.Tokens.Line;
        _json.ResetWrittenCount();
        _isTooLarge = false;
        using var writer = new Utf8JsonWriter(_json, Json.WriterOptions);
        if (reading.Tokens.Kind is not TokenKind.MappingStart)
        {
            reading.Refuse("a mapping");
            return null;
        }

        Write(writer, level: 1);
        writer.Flush();
        if (!_isTooLarge && _json.WrittenCount <= LargestSize)
            return (JsonObject)JsonNode.Parse(_json.WrittenSpan)!;

        reading.Findings.Add(line, $"more than {LargestSize} bytes of JSON", $"at most {LargestSize} bytes");
        return null;
    }

    private void Write(Utf8JsonWriter writer, int level)
    {
        switch (reading.Tokens.Kind)
        {
            case TokenKind.MappingStart or TokenKind.ListStart when level > DeepestLevel:
                Refuse(writer, $"at most {DeepestLevel} levels");
                break;
            case TokenKind.MappingStart:
                writer.WriteStartObject();
                reading.Members(known: null, name => WriteMember(writer, name, level));
                writer.WriteEndObject();
                break;
            case TokenKind.ListStart:
                writer.WriteStartArray();
                reading.Items("a list", () => WriteItem(writer, level));
                writer.WriteEndArray();
                break;
            case TokenKind.Text:
                texts.Write(writer, reading);
                break;
            case TokenKind.Number:
                writer.WriteRawValue(reading.Tokens.Number);
                break;
            case TokenKind.True or TokenKind.False:
                writer.WriteBooleanValue(reading.Tokens.Kind is TokenKind.True);
                break;
            case TokenKind.ForeignNumber:
                Refuse(writer, "a number that JSON has");
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private void WriteMember(Utf8JsonWriter writer, string name, int level)
    {
        if (level == 1 && Reserved.Contains(name, StringComparer.Ordinal))
            reading.Findings.Add(reading.Tokens.Line, "a member that every event sets itself", "members of other names");
        if (IsFull(writer))
            return;
        writer.WritePropertyName(name);
        Write(writer, level + 1);
    }

    private void WriteItem(Utf8JsonWriter writer, int level)
    {
        if (!IsFull(writer))
            Write(writer, level + 1);
    }

    /// <summary>What comes after the largest size is not kept.</summary>
    private bool IsFull(Utf8JsonWriter writer)
    {
        _isTooLarge |= writer.BytesCommitted + writer.BytesPending > LargestSize;
        if (_isTooLarge)
            reading.Tokens.Skip();
        return _isTooLarge;
    }

    private void Refuse(Utf8JsonWriter writer, string allowed)
    {
        reading.Refuse(allowed);
        writer.WriteNullValue();
    }
}
