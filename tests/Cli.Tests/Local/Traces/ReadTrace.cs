using System.Text.Json;

namespace Loadgen.Cli.Tests.Local.Traces;

/// <summary>A trace file as a viewer reads it: slices in rows, and arrows between them.</summary>
internal sealed class ReadTrace
{
    private readonly Dictionary<(string Kind, int Id), (string Name, int Index)> _names = [];
    private readonly List<JsonElement> _events;

    public ReadTrace(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        _events = [.. document.RootElement.Clone().GetProperty("traceEvents").EnumerateArray()];
        foreach (var name in Of("M"))
        {
            var kind = name.GetProperty("name").GetString()!.Split('_')[0];
            var key = (kind, name.GetProperty(kind is "process" ? "pid" : "tid").GetInt32());
            var (old, index) = _names.GetValueOrDefault(key);
            var args = name.GetProperty("args");
            _names[key] = args.TryGetProperty("name", out var text)
                ? (text.GetString()!, index)
                : (old, args.GetProperty("sort_index").GetInt32());
        }

        Slices = [.. Of("X").Select(SliceOf)];
        var ends = Of("f").ToDictionary(end => end.GetProperty("id").GetInt32());
        Arrows = [.. Of("s").Select(start => new ReadArrow(
            start.GetProperty("cat").GetString()!, Around(start), Around(ends[start.GetProperty("id").GetInt32()])))];
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ReadSlice> Slices { get; }

    public IReadOnlyList<ReadArrow> Arrows { get; }

    /// <summary>The rows from top to bottom.</summary>
    public IReadOnlyList<string> Rows =>
    [
        .. Slices.Select(slice => (slice.Process, slice.Thread)).Distinct()
            .OrderBy(row => _names[("process", row.Process)].Index).ThenBy(row => _names[("thread", row.Thread)].Index)
            .Select(row => $"{_names[("process", row.Process)].Name}: {_names[("thread", row.Thread)].Name}"),
    ];

    private IEnumerable<JsonElement> Of(string phase) => _events.Where(one => one.GetProperty("ph").GetString() == phase);

    private ReadSlice SliceOf(JsonElement slice)
    {
        var (process, thread) = (slice.GetProperty("pid").GetInt32(), slice.GetProperty("tid").GetInt32());
        return new(
            process,
            thread,
            _names[("process", process)].Name,
            _names[("thread", thread)].Name,
            slice.GetProperty("name").GetString()!,
            slice.GetProperty("ts").GetDouble(),
            slice.GetProperty("dur").GetDouble(),
            slice);
    }

    /// <summary>The innermost slice that an end of an arrow is in: Perfetto looks for one that has not ended.</summary>
    private ReadSlice Around(JsonElement end)
    {
        var (thread, at) = (end.GetProperty("tid").GetInt32(), end.GetProperty("ts").GetDouble());
        return Slices.Last(slice => slice.Thread == thread && slice.Start <= at && (at < slice.End || slice.Duration is 0));
    }
}

/// <param name="Start">In microseconds.</param>
internal sealed record ReadSlice(
    int Process, int Thread, string Function, string Lane, string Name, double Start, double Duration, JsonElement Json)
{
    public double End => Start + Duration;

    public string? Arg(string name) =>
        Json.TryGetProperty("args", out var args) && args.TryGetProperty(name, out var value) ? value.ToString() : null;

    public override string ToString() => $"{Function} {Name}";
}

internal sealed record ReadArrow(string Category, ReadSlice From, ReadSlice To)
{
    public override string ToString() => $"{From} → {To}";
}
