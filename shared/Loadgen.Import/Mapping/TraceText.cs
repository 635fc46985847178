using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Mapping;

/// <summary>Texts of payloads that stand for something.</summary>
internal static class TraceText
{
    public const string Duration = "${TRACE_DURATION_MS}";
    public const string Memory = "${TRACE_MEMORY_MB}";

    private const string Beginning = "${";
    private const string Escape = "$";

    /// <summary>A payload that means what it says: nothing in it is replaced.</summary>
    public static JsonObject Literal(JsonObject payload) =>
        Copy(payload, "", (text, _) => text.Replace(Beginning, Escape + Beginning, StringComparison.Ordinal));

    /// <summary>A payload with what the trace says of the function in it.</summary>
    /// <param name="refuse">Is told the place and the text of what the trace does not say.</param>
    public static JsonObject Fill(JsonObject payload, TracedFunction function, Action<string, string> refuse)
    {
        return Copy(payload, "", (text, place) => text switch
        {
            Duration => Amount(function.Duration, text, place),
            Memory => Amount(function.Memory, text, place),
            _ => text,
        });

        JsonNode? Amount(double? amount, string text, string place)
        {
            if (amount is null)
                refuse(place, $"'{text}'");
            return amount is { } number ? JsonValue.Create((decimal)number) : null;
        }
    }

    private static JsonObject Copy(JsonObject node, string place, Func<string, string, JsonNode?> replace) =>
        new(node.Select(member => KeyValuePair.Create(member.Key, Copy(member.Value, Join(place, member.Key), replace))));

    private static JsonNode? Copy(JsonNode? node, string place, Func<string, string, JsonNode?> replace) => node switch
    {
        JsonObject inner => Copy(inner, place, replace),
        JsonArray array => new JsonArray([.. array.Select((element, i) => Copy(element, $"{place}[{i}]", replace))]),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => replace(value.GetValue<string>(), place),
        _ => node?.DeepClone(),
    };

    private static string Join(string place, string name) => place.Length > 0 ? $"{place}.{name}" : name;
}
