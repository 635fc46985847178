using System.Globalization;
using System.Security.Cryptography;
using Loadgen.Clocks;

namespace Loadgen.Cli.Local;

/// <summary>
/// A folder of one rehearsal's own. An hour has one run, and the same hour is rehearsed again and again: none may find what another left.
/// </summary>
internal sealed record RehearsalFolder(string Root)
{
    // To tell the workloads of one rehearsal from each other.
    private const int HashDigits = 8;

    /// <summary>Buckets as folders, and objects in them as files.</summary>
    public string Storage => Path.Combine(Root, "storage");

    /// <summary>What the functions log, a file each.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>The file by which processes of their own learn the trace's clock.</summary>
    public string Clock => Path.GetFullPath(Path.Combine(Root, "clock"));

    /// <summary>Keeps a copy of a workload that lies elsewhere.</summary>
    /// <param name="name">Its name there, whose ending says how it is written.</param>
    /// <returns>The copy's absolute path.</returns>
    public string AddWorkload(string name, ReadOnlyMemory<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span))[..HashDigits];
        var path = Path.GetFullPath(Path.Combine(Root, $"workload-{hash}{Path.GetExtension(name)}"));
        File.WriteAllBytes(path, content.Span);
        return path;
    }

    /// <summary>Creates a folder named after the moment.</summary>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static RehearsalFolder Create(string parent, DateTimeOffset now)
    {
        var name = Path.Combine(parent, Instant.ToCompact(now));
        var folder = new RehearsalFolder(name);
        for (var another = 2; Directory.Exists(folder.Root); another++)
            folder = new(string.Create(CultureInfo.InvariantCulture, $"{name}-{another}"));
        try
        {
            Directory.CreateDirectory(folder.Storage);
            Directory.CreateDirectory(folder.Logs);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out: nothing can be written to {parent} ({e.Message}).", e);
        }
    }
}
