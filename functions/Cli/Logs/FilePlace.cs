namespace Loadgen.Cli.Logs;

/// <summary>Where logs lie among the machine's files.</summary>
internal static class FilePlace
{
    /// <summary>What is wrong with a path that leads nowhere.</summary>
    public static string Nothing(string path) =>
        $"{path}: there is no such file or folder; allowed: logs, folders of them, gs://bucket/object, gs://bucket/prefix/.";

    /// <summary>A file whatever its name, or all logs in a folder and the folders in it.</summary>
    /// <exception cref="UsageException">There is nothing.</exception>
    public static IReadOnlyList<string> FilesOf(string path, IReadOnlyList<string> endings)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new UsageException(Nothing(path));

        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => LogEnding.IsOne(file, endings))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new UsageException($"{path}: no log ({LogEnding.AllowedOf(endings)}) lies in this folder.");
    }
}
