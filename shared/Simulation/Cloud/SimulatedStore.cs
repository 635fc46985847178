using System.Text;
using Loadgen.Simulation.Kernel;
using Loadgen.Storage;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// Cloud Storage on a bad day: real generations, refusals, lost answers, outages, and about one write a second to one object.
/// </summary>
internal sealed class SimulatedStore(
    Network network, TimeProvider time, Random random, FaultProfile faults, Timeline timeline) : IObjectStore
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    private readonly MemoryObjectStore _objects = new();
    private readonly Dictionary<string, DateTimeOffset> _lastWrites = [];
    private readonly Dictionary<string, int> _requests = [];
    private readonly DateTimeOffset _begin = time.GetUtcNow();

    /// <summary>How many requests of each verb it took, refused ones aside.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>What an object holds at this very moment.</summary>
    public ReadOnlyMemory<byte> ContentOf(string name) =>
        _objects.ReadAsync(name, CancellationToken.None) is { Result: { } stored } ? stored.Content : default;

    public string TextOf(string name) => Encoding.UTF8.GetString(ContentOf(name).Span);

    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
        RequestAsync("read", name, isWrite: false, () => _objects.ReadAsync(name, CancellationToken.None), cancellationToken);

    public Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync(
            "write",
            name,
            isWrite: true,
            () => _objects.WriteAsync(name, content, contentType, ifGeneration, CancellationToken.None),
            cancellationToken);

    public Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync(
            "compose",
            name,
            isWrite: true,
            () => _objects.ComposeAsync(name, sources, contentType, ifGeneration, CancellationToken.None),
            cancellationToken);

    public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) => RequestAsync(
        "delete",
        name,
        isWrite: false,
        async () =>
        {
            await _objects.DeleteAsync(name, ifGeneration, CancellationToken.None);
            return true;
        },
        cancellationToken);

    private Task<T> RequestAsync<T>(string verb, string name, bool isWrite, Func<Task<T>> effect, CancellationToken cancellationToken) =>
        network.RequestAsync(async () =>
        {
            await network.TravelAsync(faults.StoreLatency);
            if (IsOut() || random.NextDouble() < faults.Refused || (isWrite && IsTooSoon(name)))
                throw Unavailable(verb, name, "refused");

            _requests[verb] = _requests.GetValueOrDefault(verb) + 1;
            var result = await effect();
            await network.TravelAsync(faults.StoreLatency);
            if (IsOut() || random.NextDouble() < faults.AnswersLost)
                throw Unavailable(verb, name, "answer lost");
            timeline.Add("storage", $"{verb} {name}");
            return result;
        }).WaitAsync(cancellationToken);

    private bool IsOut()
    {
        var since = time.GetUtcNow() - _begin - faults.StoreOutage.After;
        return since >= TimeSpan.Zero && since < faults.StoreOutage.For;
    }

    private bool IsTooSoon(string name)
    {
        var now = time.GetUtcNow();
        if (_lastWrites.TryGetValue(name, out var last) && now - last < WriteInterval && random.Next(2) == 0)
            return true;
        _lastWrites[name] = now;
        return false;
    }

    private ObjectStoreUnavailableException Unavailable(string verb, string name, string how)
    {
        timeline.Add("storage", $"{verb} {name}: {how}");
        return new($"{verb} {name}: {how}");
    }
}
