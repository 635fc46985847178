using System.Text;
using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Cli.Output;

/// <summary>The document that <c>--json</c> asks for.</summary>
internal static class JsonDocumentOutput
{
    private static readonly JsonWriterOptions Options = Json.WriterOptions with { Indented = true };

    public static void Print(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
