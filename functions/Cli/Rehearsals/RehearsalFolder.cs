using System.Globalization;
using Loadgen.Clocks;

namespace Loadgen.Cli.Rehearsals;

/// <summary>
/// A folder of one rehearsal's own, so that none meets what another one left: an hour has one run, and the same hour is rehearsed again and
/// again.
/// </summary>
/// <param name="Root">The folder.</param>
internal sealed record RehearsalFolder(string Root)
{
    /// <summary>Buckets, and objects in them, as files.</summary>
    public string Storage => Path.Combine(Root, "storage");

    /// <summary>What the functions log, a file each.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Creates a folder named after the moment.</summary>
    /// <exception cref="UsageException">There cannot be one.</exception>
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
