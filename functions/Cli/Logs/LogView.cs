using Loadgen.Analysis.Events;
using Loadgen.Runs;

namespace Loadgen.Cli.Logs;

/// <summary>
/// A log with those of its lines that are still in shards beside it, as files. Where there are shards, nobody changes the files any more.
/// </summary>
/// <param name="Log">The log itself.</param>
internal sealed record LogView(LogFile Log)
{
    /// <summary>The shards whose lines the log does not have yet.</summary>
    public IReadOnlyList<LogFile> Shards { get; init; } = [];

    /// <summary>Runs of which lines may lie in shards that were not found, since what is stored of them was not.</summary>
    public IReadOnlySet<RunIdentity> WithoutShards { get; init; } = new HashSet<RunIdentity>();

    /// <summary>All files.</summary>
    public IEnumerable<LogFile> Files => [Log, .. Shards];

    /// <summary>How many bytes they have.</summary>
    public long Length => Files.Sum(file => new FileInfo(file.Path).Length);
}
