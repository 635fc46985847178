using System.Text.Json;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>Changes to an object's metadata: what is named changes, <c>null</c> removes, the rest stays.</summary>
internal static class ObjectPatch
{
    internal static ObjectRecord Apply(ObjectRecord record, IReadOnlyDictionary<string, JsonElement> changes)
    {
        foreach (var (member, value) in changes)
        {
            record = member switch
            {
                "contentType" => record with { ContentType = Text(member, value) },
                "contentEncoding" => record with { ContentEncoding = Text(member, value) },
                "cacheControl" => record with { CacheControl = Text(member, value) },
                "metadata" => record with { Metadata = Merge(record.Metadata, value) },
                _ => record,
            };
        }

        return record;
    }

    private static Dictionary<string, string>? Merge(IReadOnlyDictionary<string, string>? before, JsonElement changes)
    {
        if (changes.ValueKind is JsonValueKind.Null)
            return null;
        if (changes.ValueKind is not JsonValueKind.Object)
            throw StorageException.Invalid("metadata is an object of strings.");

        var merged = before?.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in changes.EnumerateObject())
        {
            if (Text(change.Name, change.Value) is { } text)
                merged[change.Name] = text;
            else
                merged.Remove(change.Name);
        }

        return merged;
    }

    private static string? Text(string member, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => throw StorageException.Invalid($"{member} is a string or null."),
    };
}
