using System.Text;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>What a listing asks for.</summary>
internal sealed record ListQuery
{
    internal const int LargestPage = 1000;

    public string Prefix { get; init; } = "";

    public string? Delimiter { get; init; }

    /// <summary>The first name that is listed.</summary>
    public string? StartOffset { get; init; }

    /// <summary>The first name that is not listed any more.</summary>
    public string? EndOffset { get; init; }

    public string? PageToken { get; init; }

    public int MaxResults { get; init; } = LargestPage;

    /// <summary>A name before which there is nothing to list.</summary>
    internal string First => Later(StartOffset ?? "", After ?? "");

    /// <summary>The entry after which the page begins.</summary>
    internal string? After => PageToken is { } token ? ListPage.DecodeToken(token) : null;

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;
}

/// <summary>A page of a listing: objects, and the prefixes that stand for objects behind a delimiter.</summary>
internal sealed record ListPage(IReadOnlyList<ObjectRecord> Items, IReadOnlyList<string> Prefixes, string? NextPageToken)
{
    /// <param name="records">Those whose names begin with the prefix, in ordinal order.</param>
    internal static ListPage Of(IEnumerable<ObjectRecord> records, ListQuery query)
    {
        var after = query.After;
        var items = new List<ObjectRecord>();
        var prefixes = new List<string>();
        string? last = null;

        foreach (var record in records.SkipWhile(record => string.CompareOrdinal(record.Name, query.StartOffset) < 0))
        {
            if (query.EndOffset is { } end && string.CompareOrdinal(record.Name, end) >= 0)
                break;
            var prefix = PrefixOf(record.Name, query);
            var entry = prefix ?? record.Name;
            if (string.CompareOrdinal(entry, after) <= 0 || string.Equals(entry, last, StringComparison.Ordinal))
                continue;
            if (items.Count + prefixes.Count == query.MaxResults)
                return new(items, prefixes, EncodeToken(last!));

            last = entry;
            if (prefix is null)
                items.Add(record);
            else
                prefixes.Add(prefix);
        }

        return new(items, prefixes, NextPageToken: null);
    }

    // As much of the name as ends in the first delimiter behind the prefix that is asked for; null without one.
    private static string? PrefixOf(string name, ListQuery query)
    {
        if (string.IsNullOrEmpty(query.Delimiter))
            return null;
        var at = name.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : name[..(at + query.Delimiter.Length)];
    }

    private static string EncodeToken(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    internal static string DecodeToken(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw StorageException.Invalid($"'{token}' is no page token of this service.");
        }
    }
}
