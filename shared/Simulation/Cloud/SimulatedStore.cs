using System.Text;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Kernel;
using Loadgen.Storage;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// Cloud Storage on a bad day: real generations, refusals, lost answers, outages, and one write a second to one object.
/// </summary>
internal sealed class SimulatedStore(
    Network network, TimeProvider time, Random random, FaultProfile faults, Timeline timeline, History history) : IObjectStore
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    /// <summary>A planner that publishes an event again has it in a delivery that began before, at most ten minutes earlier.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(20);

    private readonly Queue<(string Name, DateTimeOffset At)> _settled = [];
    private readonly ObjectBodies _objects = new();
    private readonly Dictionary<string, DateTimeOffset> _lastWrites = [];
    private readonly Queue<(string Name, DateTimeOffset At)> _latestWrites = [];
    private readonly Dictionary<string, int> _requests = [];
    private readonly DateTimeOffset _begin = time.GetUtcNow();
    private readonly StoreWitness _witness = new(history);

    /// <summary>How many requests of each verb it took, refused ones aside.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>The runs' logs and shards, as the requests made them.</summary>
    public IReadOnlyCollection<RunView> Runs => _witness.Runs;

    /// <summary>The manifests of all runs.</summary>
    public IEnumerable<string> Manifests =>
        _objects.List("").Where(name => name.EndsWith("/run.json", StringComparison.Ordinal)).Select(TextOf);

    /// <summary>What an object holds at this very moment.</summary>
    public ReadOnlyMemory<byte> ContentOf(string name) => _objects.Read(name)?.Content ?? default;

    /// <summary>Reads what an object holds at this very moment.</summary>
    public Stream Open(string name) => _objects.Open(name);

    /// <summary>The claims of an event that is settled are not kept much longer than anybody can still ask for them.</summary>
    public void LetGo(Dossier settled)
    {
        foreach (var claim in settled.Claims)
            _settled.Enqueue((claim.Request.Name, history.Now));
        while (_settled.TryPeek(out var oldest) && history.Now - oldest.At >= KeptFor)
            _objects.Forget(_settled.Dequeue().Name);
    }

    public string TextOf(string name) => Encoding.UTF8.GetString(ContentOf(name).Span);

    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
        RequestAsync("read", name, _ => _objects.Read(name), cancellationToken);

    public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
        RequestAsync("read", name, _ => _objects.ReadPart(name, from, most), cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        RequestAsync("list", prefix, _ => _objects.List(prefix), cancellationToken);

    public Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync(
            "write",
            name,
            request =>
            {
                if (request.By.Event?.Former.Outcome is not null && StoreWitness.IsClaim(name) && !_objects.Has(name))
                    throw new InvalidOperationException($"{name} was let go too early.");
                var generation = _objects.Write(name, content, ifGeneration);
                _witness.SawWrite(request, content);
                return generation;
            },
            cancellationToken);

    public Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync(
            "compose",
            name,
            request =>
            {
                var generation = _objects.Compose(name, sources, ifGeneration);
                _witness.SawComposition(request, sources);
                return generation;
            },
            cancellationToken);

    public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) => RequestAsync(
        "delete",
        name,
        request =>
        {
            _objects.Delete(name, ifGeneration);
            _witness.SawDeletion(request);
            return true;
        },
        cancellationToken);

    private Task<T> RequestAsync<T>(string verb, string name, Func<StoreRequest, T> effect, CancellationToken cancellationToken)
    {
        var request = history.Ask(verb, name, StoreWitness.IsOfLines(name));
        return network.RequestAsync(async () =>
        {
            await network.TravelAsync(faults.StoreLatency);
            var isWrite = verb is "write" or "compose";
            if (IsOutFor(request.By.Life) || random.NextDouble() < faults.Refused || (isWrite && IsTooSoon(name)))
                throw Unavailable(request, StoreFate.Refused);

            var result = Effect(request, effect);
            await network.TravelAsync(faults.StoreLatency);
            if (IsOutFor(request.By.Life) || random.NextDouble() < faults.AnswersLost)
                throw Unavailable(request, StoreFate.AnswerLost);
            timeline.Add("storage", $"{verb} {name}");
            history.Answer(request, StoreFate.Done);
            return result;
        }).WaitAsync(cancellationToken);
    }

    private T Effect<T>(StoreRequest request, Func<StoreRequest, T> effect)
    {
        _requests[request.Verb] = _requests.GetValueOrDefault(request.Verb) + 1;
        try
        {
            request.EffectAt = history.Now;
            return effect(request);
        }
        catch (ObjectPreconditionException)
        {
            request.EffectAt = null;
            history.Answer(request, StoreFate.Overtaken);
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

    /// <summary>Where Cloud Storage would answer 429.</summary>
    private bool IsTooSoon(string name)
    {
        var now = time.GetUtcNow();
        while (_latestWrites.TryPeek(out var oldest) && now - oldest.At >= WriteInterval)
        {
            if (_lastWrites.TryGetValue(oldest.Name, out var at) && at == oldest.At)
                _lastWrites.Remove(oldest.Name);
            _latestWrites.Dequeue();
        }

        if (_lastWrites.ContainsKey(name))
            return true;
        _lastWrites[name] = now;
        _latestWrites.Enqueue((name, now));
        return false;
    }

    private ObjectStoreUnavailableException Unavailable(StoreRequest request, StoreFate fate)
    {
        history.Answer(request, fate);
        var how = $"{request.Verb} {request.Name}: {(fate == StoreFate.Refused ? "refused" : "answer lost")}";
        timeline.Add("storage", $"{how}");
        return new(how);
    }
}
