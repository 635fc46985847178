using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Loadgen.Benchmarks.Scale.Processes;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>What the benchmark asks the embedded storage, and how much it asked itself.</summary>
internal sealed class StorageClient(Server storage) : IDisposable
{
    public const string Bucket = "logs";

    private readonly HttpClient _http = new() { BaseAddress = storage.Address, Timeout = TimeSpan.FromMinutes(10) };
    private long _own;

    /// <summary>How many requests others have made so far.</summary>
    public async Task<long> CountRequestsAsync(CancellationToken cancellationToken)
    {
        var counts = await _http.GetFromJsonAsync<Dictionary<string, long>>("_emulator/requests", cancellationToken);
        return counts!.Values.Sum() - _own;
    }

    /// <summary>The objects whose names begin so.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        string? next = null;
        do
        {
            _own++;
            var page = await _http.GetFromJsonAsync<JsonElement>(
                $"storage/v1/b/{Bucket}/o?prefix={Uri.EscapeDataString(prefix)}&pageToken={Uri.EscapeDataString(next ?? "")}",
                cancellationToken);
            if (page.TryGetProperty("items", out var items))
                names.AddRange(items.EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            next = page.TryGetProperty("nextPageToken", out var token) ? token.GetString() : null;
        }
        while (next is not null);
        return names;
    }

    /// <summary>The last bytes of an object.</summary>
    public async Task<string> ReadEndAsync(string name, int bytes, CancellationToken cancellationToken)
    {
        _own++;
        using var request = new HttpRequestMessage(HttpMethod.Get, MediaOf(name));
        request.Headers.Range = new RangeHeaderValue(null, bytes);
        using var answer = await _http.SendAsync(request, cancellationToken);
        return answer.StatusCode is HttpStatusCode.NotFound ? "" : await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>The lines of an object.</summary>
    public async Task<IReadOnlyList<string>> ReadLinesAsync(string name, CancellationToken cancellationToken)
    {
        _own++;
        var text = await _http.GetStringAsync(MediaOf(name), cancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What the plainest append takes: a part is written, and composed onto an object.</summary>
    public async Task<TimeSpan> AppendAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("whole", cancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        await WriteAsync("part", cancellationToken);
        _own++;
        using var content = JsonContent.Create(new { sourceObjects = new[] { new { name = "whole" }, new { name = "part" } } });
        using var answer = await _http.PostAsync($"storage/v1/b/{Bucket}/o/appended/compose", content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return TimeProvider.System.GetElapsedTime(begun);
    }

    public void Dispose() => _http.Dispose();

    private async Task WriteAsync(string name, CancellationToken cancellationToken)
    {
        _own++;
        using var content = new StringContent("{}\n", Encoding.UTF8, "application/octet-stream");
        var upload = $"upload/storage/v1/b/{Bucket}/o?uploadType=media&name={name}";
        using var answer = await _http.PostAsync(upload, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static string MediaOf(string name) => $"storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}?alt=media";
}
