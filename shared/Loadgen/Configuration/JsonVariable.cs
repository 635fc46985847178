using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Configuration;

/// <summary>
/// A variable that holds a JSON object. What is wrong with it is said without a quotation, since its values may be secrets.
/// </summary>
internal static class JsonVariable
{
    // Half a surrogate pair, in the text itself or escaped.
    private const string NotUnicode = "text that is not Unicode";

    /// <summary>Reads the object, in which several members may have the same name.</summary>
    /// <param name="found">What the text is, where it is something else.</param>
    public static bool TryRead(string text, out JsonElement root, out string found)
    {
        root = default;
        found = "";
        try
        {
            root = JsonElement.Parse(text);
            if (!Json.IsWritable(root))
                found = NotUnicode;
            else if (root.ValueKind is not JsonValueKind.Object)
                found = $"JSON that is {Describe(root)}";
        }
        catch (JsonException exception)
        {
            found = $"text that is not JSON from byte {exception.BytePositionInLine ?? 0} of line {(exception.LineNumber ?? 0) + 1} on";
        }
        catch (ArgumentException)
        {
            found = NotUnicode;
        }

        return found.Length == 0;
    }

    /// <summary>What kind of value it is, in words.</summary>
    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
