using System.Net.Http.Headers;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>A resumable upload's <c>Content-Range</c>.</summary>
/// <param name="First">Where the body starts in the object; <see langword="null"/> for a query of the session's state.</param>
/// <param name="Total">The object's size, where the client knows it.</param>
internal sealed record UploadRange(long? First, long? Total)
{
    internal static UploadRange Parse(string? header, int bodyLength)
    {
        if (header is null)
            return new(0, bodyLength);
        if (header.Trim() is "bytes */*")
            return new(null, null);
        if (!ContentRangeHeaderValue.TryParse(header, out var range) || !string.Equals(range.Unit, "bytes", StringComparison.Ordinal))
        {
            throw StorageException.Invalid(
                $"The Content-Range is '{header}'; bytes FIRST-LAST/TOTAL, with * for what is unknown, is allowed.");
        }

        if (range.From is { } first && range.To - first + 1 != bodyLength)
            throw StorageException.Invalid($"The Content-Range is '{header}', but the body has {bodyLength} bytes.");
        if (range.From is null && bodyLength > 0)
            throw StorageException.Invalid($"The Content-Range is '{header}', which says nothing of the {bodyLength} bytes of the body.");
        if (range.To >= range.Length)
            throw StorageException.Invalid($"The Content-Range '{header}' ends behind its own total.");
        return new(range.From, range.Length);
    }
}
