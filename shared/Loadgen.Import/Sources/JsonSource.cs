using System.Globalization;
using System.Text.Json;
using Loadgen.Import.Problems;
using Loadgen.Serialization;

namespace Loadgen.Import.Sources;

/// <summary>A JSON document, with the lines on which its members stand.</summary>
internal sealed class JsonSource : IDisposable
{
    private const int LargestMiB = 64;
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private readonly TraceFile _file;
    private readonly ProblemList _problems;
    private readonly JsonDocument _document;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <exception cref="ImportException">It is too large, or no JSON.</exception>
    public JsonSource(TraceFile file, ProblemList problems)
    {
        (_file, _problems) = (file, problems);
        var text = Read();
        try
        {
            _document = JsonDocument.Parse(text, Options);
        }
        catch (JsonException e)
        {
            // Where nothing else is known, the parser's own words say which member stands there twice.
            var (line, found) = e.LineNumber is { } number
                ? (number + 1, string.Create(CultureInfo.InvariantCulture, $"something else at column {e.BytePositionInLine + 1}"))
                : ((long?)null, e.Message.TrimEnd('.'));
            throw problems.Fatal(file.Name, line, "", found, "JSON, each member once", e);
        }

        if (!Json.IsWritable(_document.RootElement))
            throw problems.Fatal(file.Name, null, "", "half a surrogate pair", "JSON whose texts are Unicode");
        FindLines(text.Span);
    }

    public JsonElement Root => _document.RootElement;

    /// <summary>Adds a problem with a member.</summary>
    /// <param name="path">Its names from the root on, dots between them.</param>
    /// <param name="found"><see langword="null"/>: it is missing.</param>
    public void Refuse(string path, JsonElement? found, string allowed) =>
        RefuseText(path, found is { } element ? ProblemList.Quoted(element.GetRawText()) : "nothing", allowed);

    /// <summary>Adds a problem with a member, in words.</summary>
    public void RefuseText(string path, string found, string allowed)
    {
        // A member that is missing would stand in the one around it.
        var place = path;
        while (!_lines.ContainsKey(place) && place.LastIndexOf('.') is > 0 and var dot)
            place = place[..dot];
        _problems.Add(_file.Name, _lines.TryGetValue(place, out var line) ? line : null, path, found, allowed);
    }

    public void Dispose() => _document.Dispose();

    private ReadOnlyMemory<byte> Read()
    {
        using var content = _file.Open();
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > LargestMiB * 1024 * 1024)
                throw _problems.Fatal(_file.Name, null, "", $"more than {LargestMiB} MiB", $"{LargestMiB} MiB at most");
        }

        var text = memory.GetBuffer().AsMemory(0, (int)memory.Length);
        return text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;
    }

    private void FindLines(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var path = new Stack<string>();
        var (line, seen) = (1, 0);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                while (path.Count >= reader.CurrentDepth)
                    path.Pop();
                path.Push(path.TryPeek(out var parent) ? $"{parent}.{reader.GetString()}" : reader.GetString()!);
                line += text[seen..(int)reader.TokenStartIndex].Count((byte)'\n');
                seen = (int)reader.TokenStartIndex;
                _lines.TryAdd(path.Peek(), line);
            }
        }
    }
}
