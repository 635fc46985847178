using Loadgen.Cli.Steps;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;

namespace Loadgen.Cli.Imports;

/// <summary>The files of a trace, as somebody names them.</summary>
internal sealed class TraceFiles(CancellationToken cancellationToken)
{
    private readonly List<FileRead> _files = [];

    private static readonly string[] NamesOfFolder = ["invocations.csv", "durations.csv", "memory.csv"];

    /// <summary>How many bytes they have.</summary>
    public long Total => _files.Sum(file => file.Length);

    /// <summary>How many of them are read. A file that is read again counts from its beginning.</summary>
    public long Done => _files.Sum(file => file.Done);

    /// <param name="paths">Files; for In-Vitro also a folder with the tables in it.</param>
    /// <exception cref="UsageException">One of them is not there, or is a folder.</exception>
    public IReadOnlyList<TraceFile> Of(TraceKind kind, IReadOnlyList<string> paths) =>
        [.. paths.SelectMany(path => FilesOf(kind, path)).Select(Of)];

    /// <summary>One file.</summary>
    /// <inheritdoc cref="Of(TraceKind, IReadOnlyList{string})"/>
    public TraceFile Of(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path}: is a folder; allowed: a file.");
        if (!File.Exists(path))
            throw new UsageException($"{path}: cannot be read (there is no such file).");
        var file = new FileRead(new FileInfo(path).Length);
        _files.Add(file);
        return new(Path.GetFileName(path), () =>
        {
            file.Done = 0;
            return new CountedStream(File.OpenRead(path), bytes => file.Done += bytes, cancellationToken);
        });
    }

    private static IEnumerable<string> FilesOf(TraceKind kind, string path)
    {
        if (kind != TraceKind.InVitro || !Directory.Exists(path))
            return [path];

        List<string> files =
        [
            .. Directory.EnumerateFiles(path)
                .Where(file => NamesOfFolder.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return files.Count > 0
            ? files
            : throw new UsageException($"{path}: found none of the tables; allowed: a folder with {string.Join(", ", NamesOfFolder)}.");
    }

    private sealed record FileRead(long Length)
    {
        public long Done { get; set; }
    }
}
