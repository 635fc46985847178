using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Cli.Output;

/// <summary>The document that <c>--json</c> asks for.</summary>
internal static class JsonDocumentOutput
{
    private static readonly JsonWriterOptions Options = Json.WriterOptions with { Indented = true };

    /// <param name="write">Whoever writes much flushes now and then, so that it is not all in memory.</param>
    public static void Print(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var stream = new TextStream(output);
        using (var writer = new Utf8JsonWriter(stream, Options))
            write(writer);
        output.WriteLine();
    }
}
