using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Loadgen.Clocks;

namespace Loadgen.Serialization;

/// <summary>How this project writes JSON: compact UTF-8 that a person can read, so without escapes that JSON does not ask for.</summary>
public static class Json
{
    /// <summary>Options for everything that is stored or sent.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an event's line fits into. A writer that needs more asks for 4 KB more, for however little.</summary>
    private const int UsualBytes = 2048;

    /// <summary>Writes one JSON value into bytes of its own.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return buffer.WrittenMemory;
    }

    /// <summary>
    /// Whether a parsed value can be written again. Text with half a surrogate pair parses, since nobody has looked at it yet, and throws
    /// when it is read.
    /// </summary>
    public static bool IsWritable(JsonElement value)
    {
        // Only an escape can be such a half, and there is hardly ever one. Bytes that are no text are written as U+FFFD.
        if (JsonMarshal.GetRawUtf8Value(value).IndexOf("\\u"u8) < 0)
            return true;

        using var writer = new Utf8JsonWriter(Stream.Null, WriterOptions);
        try
        {
            value.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Writes a duration in milliseconds, exact to the 100 ns that .NET measures in, so that parts add up to their sum.</summary>
    public static void WriteMilliseconds(this Utf8JsonWriter writer, string name, TimeSpan? duration)
    {
        if (duration is { } value)
            writer.WriteNumber(name, value.Ticks / (decimal)TimeSpan.TicksPerMillisecond);
        else
            writer.WriteNull(name);
    }

    /// <summary>Writes a moment with milliseconds, or <c>null</c>.</summary>
    public static void WriteInstant(this Utf8JsonWriter writer, string name, DateTimeOffset? moment) =>
        writer.WriteString(name, moment is { } value ? Instant.ToMilliseconds(value) : null);

    private const string ClockName = "clock";
    private const string ClockSpeed = "clock_speed";

    /// <summary>Writes what kind of clock the times beside it were read from.</summary>
    public static void WriteClock(this Utf8JsonWriter writer, ClockKind clock)
    {
        writer.WriteString(ClockName, clock.Name);
        writer.WriteNumber(ClockSpeed, clock.Speed);
    }

    /// <summary>Reads what <see cref="WriteClock"/> wrote.</summary>
    /// <returns><see langword="null"/> where nothing is said of a clock.</returns>
    /// <exception cref="JsonFormatException">It is something else.</exception>
    public static ClockKind? FindClock(this JsonElement parent)
    {
        if (!parent.TryGetProperty(ClockName, out _))
            return null;

        var (name, speed) = (parent.Text(ClockName), parent.Number(ClockSpeed));
        return name switch
        {
            "machine" or "leaping" when speed is 1 => new(name, speed),
            "scaled" when speed > 0 && double.IsFinite(speed) => new(name, speed),
            "machine" or "leaping" => throw JsonFormatException.Wrong(ClockSpeed, $"{speed}", $"is 1 where the clock is {name}"),
            "scaled" => throw JsonFormatException.Wrong(ClockSpeed, $"{speed}", "is a positive number"),
            _ => throw JsonFormatException.Wrong(ClockName, name, "are machine, leaping, scaled"),
        };
    }

    /// <summary>Writes a JSON value as it is, or <c>null</c>.</summary>
    public static void WriteElement(this Utf8JsonWriter writer, string name, JsonElement? value)
    {
        writer.WritePropertyName(name);
        if (value is { } element)
            element.WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    /// <summary>Writes a number, or <c>null</c>.</summary>
    public static void WriteNullableNumber(this Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    /// <summary>Writes a boolean, or <c>null</c>.</summary>
    public static void WriteNullableBoolean(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } boolean)
            writer.WriteBoolean(name, boolean);
        else
            writer.WriteNull(name);
    }
}
