using Loadgen.Clocks;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Dispatching;

/// <summary>The body of scenario C's one request per event.</summary>
public static class DispatchRequest
{
    /// <summary>Writes the body.</summary>
    /// <param name="payload">The function's whole payload, the moment of sending included.</param>
    public static ReadOnlyMemory<byte> Write(
        FunctionTraits function, ReadOnlyMemory<byte> payload, DateTimeOffset deadline) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("function_name", function.Target);
        writer.WritePropertyName("function_param");
        writer.WriteRawValue(payload.Span, skipInputValidation: true);
        writer.WriteString("delay", function.Delayable ? "true" : "false");
        writer.WriteString("deadline", Instant.ToSeconds(deadline));
        writer.WriteEndObject();
    });
}
