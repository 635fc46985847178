using System.Text.Json;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>Notes what requests to the store mean: claims taken and released, lines stored, progress remembered.</summary>
internal sealed class StoreWitness(History history)
{
    /// <summary>Nobody takes a claim over before.</summary>
    private static readonly TimeSpan ClaimIsStale = TimeSpan.FromSeconds(630);

    private readonly Dictionary<string, RunView> _runs = [];
    private readonly Dictionary<string, Batch> _parts = [];

    public IReadOnlyCollection<RunView> Runs => _runs.Values;

    public static bool IsClaim(string name) => name.Contains("/claims/", StringComparison.Ordinal);

    /// <summary>Whether a name is that of a log, or of something that brings lines to one.</summary>
    public static bool IsOfLines(string name) => IsLog(name) || IsShard(name) || IsPart(name);

    public void SawWrite(StoreRequest request, ReadOnlyMemory<byte> content)
    {
        if (IsClaim(request.Name))
            SawClaim(request);
        else if (IsPart(request.Name))
            _parts[request.Name] = Batch.Read(content, history.Dossiers);
        else if (IsShard(request.Name))
            RunOf(request.Name).StoreShard(request, [Batch.Read(content, history.Dossiers)]);
        else if (IsLog(request.Name))
            RunOf(request.Name).StoreLog(request, [Batch.Read(content, history.Dossiers)]);
        else if (request.Name.EndsWith("/checkpoint.json", StringComparison.Ordinal))
            SawCheckpoint(content);
    }

    public void SawComposition(StoreRequest request, IReadOnlyList<string> sources)
    {
        if (!IsOfLines(request.Name))
            return;
        var run = RunOf(request.Name);
        IReadOnlyList<Batch> batches = [.. sources.SelectMany(source => IsPart(source) ? [_parts[source]] : run.BatchesOf(source))];
        if (IsShard(request.Name))
            run.StoreShard(request, batches);
        else
            run.StoreLog(request, batches);
    }

    public void SawDeletion(StoreRequest request)
    {
        if (IsClaim(request.Name))
        {
            if (StandingFor(request.Name, history.Dossiers.OfClaim(request.Name)) is { } released)
                released.ReleasedAt = history.Now;
        }
        else if (IsPart(request.Name))
        {
            _parts.Remove(request.Name);
        }
        else if (IsOfLines(request.Name))
        {
            RunOf(request.Name).Delete(request.Name);
        }
    }

    private static bool IsPart(string name) => name.Contains("/parts/", StringComparison.Ordinal);

    private static bool IsShard(string name) => name.Contains("/shards/", StringComparison.Ordinal);

    private static bool IsLog(string name) => name.EndsWith(".jsonl", StringComparison.Ordinal) && !IsShard(name);

    /// <summary>
    /// By the run's ID, which is in the names of both: <c>…/{trace hour}-{run ID}.jsonl</c> and <c>…/{run ID}/shards/…</c>.
    /// </summary>
    private RunView RunOf(string name)
    {
        var segments = name.Split('/');
        var id = IsShard(name) ? segments[^3] : segments[^1][(segments[^1].IndexOf('-', StringComparison.Ordinal) + 1)..^".jsonl".Length];
        if (!_runs.TryGetValue(id, out var run))
            _runs.Add(id, run = new RunView(history));
        return run;
    }

    private void SawClaim(StoreRequest request)
    {
        var dossier = history.Dossiers.OfClaim(request.Name);
        var first = request.By.Requests.Find(one => one.Verb == request.Verb && one.Name == request.Name)!;
        var replaced = StandingFor(request.Name, dossier);
        if (replaced is not null && replaced.By.Life != request.By.Life && request.From - replaced.Request.From < ClaimIsStale)
        {
            var age = request.From - replaced.Request.From;
            history.Report($"promise 4: the claim on {dossier.EventId} was taken over {age.TotalSeconds:F3} s after it was asked for");
        }

        dossier.Claims.Add(new(request, first.From, history.Now, replaced));
    }

    private static ClaimTaken? StandingFor(string name, Dossier dossier) =>
        dossier.Claims.FindLast(claim => claim.ReleasedAt is null && claim.Request.Name == name);

    private void SawCheckpoint(ReadOnlyMemory<byte> content)
    {
        var root = JsonElement.Parse(content.Span);
        history.Remembered(new(
            root.GetProperty("published").GetInt32(),
            root.TryGetProperty("n", out var n) ? n.GetInt32() : 0,
            history.Now));
    }
}
