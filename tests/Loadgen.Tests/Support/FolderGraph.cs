using System.Text.RegularExpressions;

namespace Loadgen.Tests.Support;

/// <summary>Which folders of a project use which, by the <c>using</c>s and the qualified names in their files.</summary>
internal sealed partial class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _files = new(StringComparer.Ordinal);

    /// <param name="sources">File names and texts. A file's namespace stands for its folder.</param>
    public FolderGraph(IReadOnlyCollection<(string File, string Text)> sources)
    {
        var parsed = sources.Select(source => (source.File, Code: Comment().Replace(source.Text, ""))).ToList();
        var types = parsed
            .SelectMany(source => Declaration().Matches(source.Code)
                .Select(match => (Folder: FolderOf(source.Code), Type: match.Groups["name"].Value)))
            .ToLookup(pair => pair.Folder, pair => pair.Type);
        foreach (var (file, code) in parsed)
        {
            foreach (var used in types.Select(group => group.Key).Where(folder => Uses(code, folder, types[folder])))
                Add(FolderOf(code), used, file);
        }
    }

    /// <summary>The shortest circle, with a file for each arrow; <see langword="null"/> where there is none.</summary>
    public string? FindCircle() => _files.Keys.Select(FindPathBack).OfType<List<string>>().MinBy(path => path.Count) is { } circle
        ? string.Join(" → ", circle) + string.Concat(circle.Zip(circle.Skip(1), (from, to) => $"\n  {from} → {to}: {_files[from][to]}"))
        : null;

    private void Add(string from, string to, string file)
    {
        if (from == to)
            return;
        if (!_files.TryGetValue(from, out var used))
            _files[from] = used = new(StringComparer.Ordinal);
        used.TryAdd(to, file);
    }

    private List<string>? FindPathBack(string start)
    {
        var paths = new Queue<List<string>>([[start]]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (paths.TryDequeue(out var path))
        {
            if (!_files.TryGetValue(path[^1], out var used))
                continue;
            foreach (var next in used.Keys)
            {
                if (next == start)
                    return [.. path, next];
                if (seen.Add(next))
                    paths.Enqueue([.. path, next]);
            }
        }

        return null;
    }

    // Within A.B.C, the types of A.B.D can be named by D.Type, B.D.Type and A.B.D.Type.
    private static bool Uses(string code, string folder, IEnumerable<string> types)
    {
        var own = FolderOf(code).Split('.');
        var parts = folder.Split('.');
        var shared = own.Zip(parts).TakeWhile(pair => pair.First == pair.Second).Count();
        var names = Enumerable.Range(0, Math.Min(shared, parts.Length - 1) + 1)
            .Select(skipped => Regex.Escape(string.Join('.', parts[skipped..])));
        var any = string.Join('|', types.Distinct(StringComparer.Ordinal).Select(Regex.Escape));
        return Regex.IsMatch(
            code,
            $@"^using {Regex.Escape(folder)};|(?<![\w.])(?:global::)?(?:{string.Join('|', names)})\.(?:{any})\b",
            RegexOptions.Multiline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(10));
    }

    private static string FolderOf(string code) => Namespace().Match(code).Groups["name"].Value;

    [GeneratedRegex(
        @"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"\b(class|struct|interface|enum|record|delegate [\w<>\[\], ]+?) (?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//.*$|/\*.*?\*/", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Comment();
}
