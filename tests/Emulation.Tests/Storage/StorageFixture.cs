using System.Text;
using System.Text.Json;
using Loadgen.Emulation.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Emulation.Tests.Storage;

/// <summary>A server, a client without comfort, and short ways to the requests that many tests make.</summary>
internal sealed class StorageFixture : IAsyncDisposable
{
    internal const string Bucket = "test-bucket";

    private StorageFixture(StorageServer server, FakeTimeProvider clock)
    {
        Server = server;
        Clock = clock;
        Client = new() { BaseAddress = new(server.BaseUri, "/") };
    }

    internal StorageServer Server { get; }

    internal FakeTimeProvider Clock { get; }

    internal HttpClient Client { get; }

    internal static async Task<StorageFixture> StartAsync(string? folder = null)
    {
        var clock = new FakeTimeProvider(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));
        var server = await StorageServer.StartAsync(new() { Folder = folder, TimeProvider = clock, Random = new(1) });
        server.EnsureBucket(Bucket);
        return new(server, clock);
    }

    internal async Task<Answer> SendAsync(
        string method,
        string path,
        string? body = null,
        string contentType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        var content = response.Content.Headers.Concat(response.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), content);
    }

    internal Task<Answer> PutAsync(string name, string content, string query = "") =>
        SendAsync(
            "POST", $"upload/storage/v1/b/{Bucket}/o?uploadType=media&name={Uri.EscapeDataString(name)}{query}", content, "text/plain");

    internal Task<Answer> GetAsync(string name, string query = "", params (string Name, string Value)[] headers) =>
        SendAsync("GET", $"storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}?alt=media{query}", headers: headers);

    internal async Task<string> GenerationAsync(string name) =>
        (await SendAsync("GET", $"storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}")).Member("generation");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    internal sealed record Answer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
    {
        internal string Text => Encoding.UTF8.GetString(Body);

        internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

        internal string Reason => Json.GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString()!;

        internal string Member(string name) => Json.GetProperty(name).ToString();
    }
}
