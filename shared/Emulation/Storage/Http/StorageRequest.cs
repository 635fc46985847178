using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Loadgen.Emulation.Storage.Objects;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>A request as the handlers see it: its route, its query and its whole body.</summary>
internal sealed class StorageRequest
{
    private readonly HttpRequest _request;
    private readonly bool _unconditional;

    private StorageRequest(HttpRequest request, StorageRoute route, ReadOnlyMemory<byte> body, bool unconditional)
    {
        _request = request;
        _unconditional = unconditional;
        Route = route;
        Body = body;
    }

    internal string Method => _request.Method;

    internal string Path => _request.Path;

    internal StorageRoute Route { get; }

    internal ReadOnlyMemory<byte> Body { get; }

    internal string? ContentType => _request.ContentType;

    /// <summary>Scheme and host under which the client reached the server.</summary>
    internal string Origin => $"{_request.Scheme}://{_request.Host}";

    internal Preconditions Preconditions => _unconditional ? Preconditions.None : new(
        Number("ifGenerationMatch"),
        Number("ifGenerationNotMatch"),
        Number("ifMetagenerationMatch"),
        Number("ifMetagenerationNotMatch"));

    internal Preconditions SourcePreconditions => new(
        Number("ifSourceGenerationMatch"),
        Number("ifSourceGenerationNotMatch"),
        Number("ifSourceMetagenerationMatch"),
        Number("ifSourceMetagenerationNotMatch"));

    /// <summary>Reads the whole request.</summary>
    /// <param name="unconditional">Whether its preconditions are ignored.</param>
    internal static async Task<StorageRequest> ReadAsync(HttpContext context, bool unconditional)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new(context.Request, StorageRoute.Parse(target, context.Request.Method), body.ToArray(), unconditional);
    }

    internal string? Text(string parameter) => _request.Query[parameter] is [{ Length: > 0 } value, ..] ? value : null;

    internal string? Header(string name) => _request.Headers[name] is { Count: > 0 } values ? values.ToString() : null;

    internal long? Number(string parameter)
    {
        if (Text(parameter) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StorageException.Invalid($"{parameter} is '{text}'; a whole number is allowed.");
    }

    /// <summary>The body as JSON, or <see langword="null"/> where it is empty.</summary>
    internal T? Json<T>()
        where T : class => Body.IsEmpty ? null : Json<T>(Plain().Span);

    // Google's client compresses the JSON that it sends; the encoding of media is the object's own, and stays.
    private ReadOnlyMemory<byte> Plain()
    {
        if (Header("Content-Encoding") is not "gzip")
            return Body;
        try
        {
            using var compressed = new GZipStream(new MemoryStream(Body.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            compressed.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw StorageException.Invalid($"The request is no valid gzip: {e.Message}");
        }
    }

    internal static T Json<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web) ?? throw StorageException.Invalid("The request is null.");
        }
        catch (JsonException e)
        {
            throw StorageException.Invalid($"The request is no valid JSON: {e.Message}");
        }
    }
}
