using System.Text;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>
/// The two parts of a multipart upload: metadata and content. Read by hand, since gcloud sends what HTTP does not allow and Cloud Storage
/// takes: a boundary in single quotes, and lines that end in LF alone.
/// </summary>
/// <param name="Metadata">JSON.</param>
/// <param name="ContentType">The content's own media type.</param>
internal sealed record MultipartBody(ReadOnlyMemory<byte> Metadata, string? ContentType, ReadOnlyMemory<byte> Content)
{
    private const string BoundaryParameter = "boundary=";

    /// <summary>Takes a body apart.</summary>
    /// <exception cref="StorageException">It does not have two parts.</exception>
    internal static MultipartBody Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (BoundaryOf(contentType) is not { Length: > 0 } boundary)
            throw StorageException.Invalid($"The Content-Type is '{contentType}'; multipart/related with a boundary is needed.");

        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var start = body.Span.IndexOf(delimiter);
        var firstLine = start < 0 ? -1 : body.Span[start..].IndexOf((byte)'\n');
        if (firstLine < 1)
            throw Broken();

        // As the first line ends, so do the others: content may well have the other kind of line in it.
        var newLine = body.Span[start + firstLine - 1] == '\r' ? "\r\n"u8.ToArray() : "\n"u8.ToArray();
        var rest = body[(start + firstLine + 1)..];
        var metadata = TakePart(ref rest, newLine, delimiter);
        var content = TakePart(ref rest, newLine, delimiter);
        return new(metadata.Content, content.ContentType, content.Content);
    }

    private static string? BoundaryOf(string? contentType) => contentType?.Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(part => part.StartsWith(BoundaryParameter, StringComparison.OrdinalIgnoreCase))?[BoundaryParameter.Length..]
        .Trim('"', '\'');

    // Header lines, an empty line, the content; then the delimiter on a line of its own, behind which the rest starts.
    private static (string? ContentType, ReadOnlyMemory<byte> Content) TakePart(
        ref ReadOnlyMemory<byte> rest, byte[] newLine, byte[] delimiter)
    {
        string? contentType = null;
        while (TakeLine(ref rest, newLine) is { Length: > 0 } line)
        {
            if (line.Split(':', 2) is [var name, var value] && name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                contentType = value.Trim();
        }

        byte[] end = [.. newLine, .. delimiter];
        var length = rest.Span.IndexOf(end);
        if (length < 0)
            throw Broken();
        var content = rest[..length];
        rest = rest[(length + end.Length)..];
        if (!rest.Span.StartsWith("--"u8))
            TakeLine(ref rest, newLine);
        return (contentType, content);
    }

    private static string TakeLine(ref ReadOnlyMemory<byte> rest, byte[] newLine)
    {
        var length = rest.Span.IndexOf(newLine);
        if (length < 0)
            throw Broken();
        var line = Encoding.UTF8.GetString(rest.Span[..length]);
        rest = rest[(length + newLine.Length)..];
        return line;
    }

    private static StorageException Broken() =>
        StorageException.Invalid("The multipart body is cut off or does not have two parts: the metadata and the content.");
}
