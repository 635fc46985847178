using System.Text;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Kernel;
using Loadgen.Storage;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// Cloud Storage on a bad day: real generations, refusals, lost answers, outages, and about one write a second to one object.
/// </summary>
internal sealed class SimulatedStore(
    Network network, TimeProvider time, Random random, FaultProfile faults, Timeline timeline, History history) : IObjectStore
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    private readonly MemoryObjectStore _objects = new();
    private readonly Dictionary<string, DateTimeOffset> _lastWrites = [];
    private readonly Dictionary<string, int> _requests = [];
    private readonly DateTimeOffset _begin = time.GetUtcNow();
    private readonly StoreWitness _witness = new(history);

    /// <summary>How many requests of each verb it took, refused ones aside.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>The names of all objects.</summary>
    public IReadOnlyList<string> Names => _objects.Names;

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

    private Task<T> RequestAsync<T>(string verb, string name, bool isWrite, Func<Task<T>> effect, CancellationToken cancellationToken)
    {
        var request = new StoreRequest(history.Current, verb, name, history.Now);
        history.Requests.Add(request);
        return network.RequestAsync(async () =>
        {
            await network.TravelAsync(faults.StoreLatency);
            if (IsOutFor(request.By.Life) || random.NextDouble() < faults.Refused || (isWrite && IsTooSoon(name)))
                throw Unavailable(request, StoreFate.Refused);

            var result = await EffectAsync(request, effect);
            await network.TravelAsync(faults.StoreLatency);
            if (IsOutFor(request.By.Life) || random.NextDouble() < faults.AnswersLost)
                throw Unavailable(request, StoreFate.AnswerLost);
            timeline.Add("storage", $"{verb} {name}");
            (request.Fate, request.To) = (StoreFate.Done, history.Now);
            return result;
        }).WaitAsync(cancellationToken);
    }

    private async Task<T> EffectAsync<T>(StoreRequest request, Func<Task<T>> effect)
    {
        _requests[request.Verb] = _requests.GetValueOrDefault(request.Verb) + 1;
        var before = ContentOf(request.Name);
        try
        {
            var result = await effect();
            request.EffectAt = history.Now;
            _witness.Saw(request, before, ContentOf(request.Name));
            return result;
        }
        catch (ObjectPreconditionException)
        {
            (request.Fate, request.To) = (StoreFate.Overtaken, history.Now);
            throw;
        }
    }

    /// <summary>The store may be away for all, or, where the network is cut, for the instances of one place.</summary>
    private bool IsOutFor(Life life) =>
        IsWithin(faults.StoreOutage) || (life is { Function: "invoker", Place: 0 } && IsWithin(faults.NetworkCut));

    private bool IsWithin((TimeSpan After, TimeSpan For) outage)
    {
        var since = time.GetUtcNow() - _begin - outage.After;
        return since >= TimeSpan.Zero && since < outage.For;
    }

    private bool IsTooSoon(string name)
    {
        var now = time.GetUtcNow();
        if (_lastWrites.TryGetValue(name, out var last) && now - last < WriteInterval && random.Next(2) == 0)
            return true;
        _lastWrites[name] = now;
        return false;
    }

    private ObjectStoreUnavailableException Unavailable(StoreRequest request, StoreFate fate)
    {
        (request.Fate, request.To) = (fate, history.Now);
        var how = $"{request.Verb} {request.Name}: {(fate == StoreFate.Refused ? "refused" : "answer lost")}";
        timeline.Add("storage", $"{how}");
        return new(how);
    }
}
