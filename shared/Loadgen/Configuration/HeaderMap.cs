using System.Buffers;
using System.Text.Json;

namespace Loadgen.Configuration;

/// <summary>
/// <c>EXTRA_HEADERS_JSON</c>: headers that every call carries beside its own. What is accepted here arrives at the target, so that no call
/// can fail of it. Values are never repeated.
/// </summary>
internal static class HeaderMap
{
    /// <summary>Not allowed beside a bearer token or an ID token, which take its place.</summary>
    public const string Authorization = "Authorization";

    private const string Allowed =
        "a JSON object of strings: header names of HTTP, values of printable ASCII; not Content-Type, traceparent or what HTTP itself sets "
        + "(Connection, Content-Length, Expect, Host, Keep-Alive, TE, Trailer, Transfer-Encoding, Upgrade)";

    // What describes body, connection and trace; a second opinion could have the request framed wrongly or held back.
    private static readonly string[] Owned =
    [
        "Connection", "Content-Length", "Content-Type", "Expect", "Host", "Keep-Alive", "TE", "traceparent", "Trailer", "Transfer-Encoding",
        "Upgrade",
    ];

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
        if (value.GetString().AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return $"a character that is not printable ASCII in the value of '{header}'";
        return headers.TryAdd(header, value.GetString()!) ? null : $"the header '{header}' twice (case does not matter)";
    }
}
