using System.Text;
using System.Text.Json;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>Notes what requests to the store mean: claims taken and released, lines appended, progress remembered.</summary>
internal sealed class StoreWitness(History history)
{
    private readonly Dictionary<string, ClaimTaken> _standing = [];

    public static bool IsClaim(string name) => name.Contains("/claims/", StringComparison.Ordinal);

    public static bool IsLog(string name) => name.EndsWith(".jsonl", StringComparison.Ordinal);

    /// <summary>A request took effect.</summary>
    /// <param name="before">What the object held.</param>
    /// <param name="after">What it holds now.</param>
    public void Saw(StoreRequest request, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (request.Verb == "read")
            return;
        if (IsClaim(request.Name))
            SawClaim(request);
        else if (IsLog(request.Name))
            SawLog(request, before, after);
        else if (request.Name.EndsWith("/checkpoint.json", StringComparison.Ordinal))
            SawCheckpoint(request, after);
    }

    private void SawClaim(StoreRequest request)
    {
        if (request.Verb == "delete")
        {
            if (_standing.Remove(request.Name, out var released))
                (released.ReleasedAt, released.ReleasedBy) = (history.Now, request.By);
            return;
        }

        var first = history.Requests.Find(one => one.By == request.By && one.Verb == request.Verb && one.Name == request.Name)!;
        history.Claims.Add(_standing[request.Name] = new(request, first.From, history.Now));
    }

    private void SawLog(StoreRequest request, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (!after.Span.StartsWith(before.Span))
            throw new InvalidOperationException($"{request.Name} does not begin with what it was.");
        foreach (var line in Encoding.UTF8.GetString(after.Span[before.Length..]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            history.Lines.Add(new(line, request.By, history.Now));
    }

    private void SawCheckpoint(StoreRequest request, ReadOnlyMemory<byte> after)
    {
        var root = JsonElement.Parse(after.Span);
        history.Checkpoints.Add(new(
            root.GetProperty("published").GetInt32(),
            root.TryGetProperty("n", out var n) ? n.GetInt32() : 0,
            request.By,
            history.Now));
    }
}
