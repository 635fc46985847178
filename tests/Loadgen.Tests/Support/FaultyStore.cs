using System.Text;
using Loadgen.Storage;

namespace Loadgen.Tests.Support;

/// <summary>A store whose requests fail on demand, before or after they took effect.</summary>
internal sealed class FaultyStore(MemoryObjectStore inner) : IObjectStore
{
    /// <summary>What befalls the next requests, in their order; none where it is empty.</summary>
    public Queue<Fault> Faults { get; } = new();

    /// <summary>While set, nothing is answered but refusals.</summary>
    public bool Down { get; set; }

    /// <summary>Waited for by each request that arrives.</summary>
    public Func<string, Task> OnRequest { get; set; } = _ => Task.CompletedTask;

    /// <summary>The requests that arrived, as <c>write name</c>.</summary>
    public List<string> Requests { get; } = [];

    public IReadOnlyList<string> Names => inner.Names;

    public string? TextOf(string name)
    {
        var read = inner.ReadAsync(name, CancellationToken.None);
        return read.Result is { } stored ? Encoding.UTF8.GetString(stored.Content.Span) : null;
    }

    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
        RequestAsync($"read {name}", () => inner.ReadAsync(name, cancellationToken));

    public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
        RequestAsync($"read {name} from {from}", () => inner.ReadPartAsync(name, from, most, cancellationToken));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        RequestAsync($"list {prefix}", () => inner.ListAsync(prefix, cancellationToken));

    public Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync($"write {name}", () => inner.WriteAsync(name, content, contentType, ifGeneration, cancellationToken));

    public Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync($"compose {name}", () => inner.ComposeAsync(name, sources, contentType, ifGeneration, cancellationToken));

    public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) => RequestAsync(
        $"delete {name}",
        async () =>
        {
            await inner.DeleteAsync(name, ifGeneration, cancellationToken);
            return true;
        });

    private async Task<T> RequestAsync<T>(string request, Func<Task<T>> effect)
    {
        Requests.Add(request);
        await Task.Yield();
        await OnRequest(request);
        var fault = Down ? Fault.Refused : Faults.TryDequeue(out var next) ? next : Fault.None;
        if (fault is Fault.Refused)
            throw new ObjectStoreUnavailableException($"{request}: 503");
        var result = await effect();
        await Task.Yield();
        return fault is Fault.AnswerLost ? throw new ObjectStoreUnavailableException($"{request}: connection reset") : result;
    }
}

public enum Fault
{
    None,

    /// <summary>Nothing took effect.</summary>
    Refused,

    /// <summary>It took effect, and nobody was told.</summary>
    AnswerLost,
}
