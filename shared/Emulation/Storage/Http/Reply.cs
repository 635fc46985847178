using System.Text.Json;
using System.Text.Json.Serialization;
using Loadgen.Emulation.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>An answer, complete before any of it is sent, so that it can also be lost.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body = default, string? ContentType = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    internal Dictionary<string, string> Headers { get; init; } = [];

    internal static Reply NoContent => new(StatusCodes.Status204NoContent);

    internal static Reply Of<T>(T resource, int status = StatusCodes.Status200OK) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(resource, Json), "application/json; charset=UTF-8");

    internal static Reply Of(StorageException error)
    {
        var code = (int)error.Status;
        if (code == StatusCodes.Status304NotModified)
            return new(code);
        var item = new { domain = "global", error.Reason, error.Message };
        return Of(new { error = new { code, error.Message, errors = new[] { item } } }, code);
    }

    internal async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;

        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
