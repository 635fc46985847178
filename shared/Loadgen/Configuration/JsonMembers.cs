using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Configuration;

/// <summary>A JSON object out of a variable, without a quotation of it in what is said where it is none.</summary>
internal static class JsonMembers
{
    // Half a surrogate pair, in the text itself or escaped.
    private const string NotUnicode = "text that is not Unicode";

    /// <summary>The object's members in the order of the text, members of the same name included.</summary>
    /// <param name="text">The variable's text.</param>
    /// <param name="members">The members; values stay readable.</param>
    /// <param name="found">What the text is instead.</param>
    public static bool TryRead(string text, out List<KeyValuePair<string, JsonElement>> members, out string found)
    {
        members = [];
        found = "";
        try
        {
            var root = JsonElement.Parse(text);
            if (!Json.IsWritable(root))
                found = NotUnicode;
            else if (TryList(root, members))
                return true;
            else
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

        return false;
    }

    /// <summary>Adds the element's members to <paramref name="members"/>, if it is an object.</summary>
    public static bool TryList(JsonElement element, List<KeyValuePair<string, JsonElement>> members)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return false;

        members.AddRange(element.EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value)));
        return true;
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
