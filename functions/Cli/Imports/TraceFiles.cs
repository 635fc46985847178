using Loadgen.Import.Sources;
using Loadgen.Import.Traces;

namespace Loadgen.Cli.Imports;

/// <summary>The files of a trace, as somebody names them.</summary>
internal static class TraceFiles
{
    private static readonly string[] NamesOfFolder = ["invocations.csv", "durations.csv", "memory.csv"];

    /// <param name="paths">Files; for In-Vitro also a folder with the tables in it.</param>
    /// <param name="cancellationToken">Ends the reading of each.</param>
    /// <exception cref="UsageException">One of them is not there, or is a folder.</exception>
    public static IReadOnlyList<TraceFile> Of(TraceKind kind, IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        [.. paths.SelectMany(path => FilesOf(kind, path)).Select(path => Of(path, cancellationToken))];

    /// <summary>One file.</summary>
    /// <inheritdoc cref="Of(TraceKind, IReadOnlyList{string}, CancellationToken)"/>
    public static TraceFile Of(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path}: is a folder; allowed: a file.");
        if (!File.Exists(path))
            throw new UsageException($"{path}: cannot be read (there is no such file).");
        return new(Path.GetFileName(path), () => new CancellableStream(File.OpenRead(path), cancellationToken));
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
}
