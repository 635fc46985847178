using System.Buffers;
using System.Text.Json;

namespace Loadgen.Configuration;

/// <summary><c>EXTRA_HEADERS_JSON</c>: headers that every call carries beside its own. Their values are never repeated.</summary>
internal static class HeaderMap
{
    /// <summary>Not allowed beside a bearer token or an ID token, which take its place.</summary>
    public const string Authorization = "Authorization";

    private const string Allowed =
        "a JSON object of strings: header names of HTTP, values without control characters; not Content-Type, Content-Length, Host, "
        + "Transfer-Encoding or Connection, which the call sets itself";

    private static readonly string[] Owned = ["Content-Type", "Content-Length", "Host", "Transfer-Encoding", "Connection"];

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Reads the headers; <see langword="null"/> where the variable is missing. Every fault is reported.</summary>
    public static IReadOnlyDictionary<string, string>? Read(VariableReader variables, string name)
    {
        if (variables.Find(name) is not { } text)
            return null;

        var headers = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!JsonVariable.TryRead(text, out var members, out var found))
        {
            variables.Report(name, found, Allowed);
            return headers;
        }

        foreach (var (position, member) in members.EnumerateObject().Index())
        {
            if (FindFault(headers, member.Name, member.Value, position) is { } fault)
                variables.Report(name, fault, Allowed);
        }

        return headers;
    }

    private static string? FindFault(OrderedDictionary<string, string> headers, string header, JsonElement value, int position)
    {
        // A name that is none may be a value that slipped: it is counted, not shown.
        if (header.Length == 0 || header.AsSpan().ContainsAnyExcept(TokenCharacters))
            return $"a member (number {position + 1}) whose name is no header name";
        if (value.ValueKind is not JsonValueKind.String)
            return $"an object with a non-string member '{header}'";
        if (Owned.Contains(header, StringComparer.OrdinalIgnoreCase))
            return $"the header '{header}'";
        if (value.GetString()!.Any(char.IsControl))
            return $"a control character in the value of '{header}'";
        return headers.TryAdd(header, value.GetString()!) ? null : $"the header '{header}' twice (case does not matter)";
    }
}
