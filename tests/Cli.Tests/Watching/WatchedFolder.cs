using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Watching;

/// <summary>A bucket as a folder: a run's log in it, and what is stored beside it.</summary>
internal sealed class WatchedFolder(LogText log) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string Log => System.IO.Path.Combine(Path, LogName);

    private string LogName => $"loadgen-logs/{log.Run.ExperimentId}/{log.Run.Scenario}/{log.Run.RunId}.jsonl";

    private RunPaths Paths => new(System.IO.Path.Combine(Path, "loadgen-logs"));

    /// <summary>The log has these lines now; the last one without its end where it is cut.</summary>
    public string Write(IEnumerable<string> lines, bool isCut = false)
    {
        var text = string.Concat(lines.Select(line => line + "\n"));
        return _folder.Add(LogName, isCut ? text[..^20] : text);
    }

    public string Add(string name, IEnumerable<string> lines) => _folder.Add(name, string.Concat(lines.Select(line => line + "\n")));

    public void WriteManifest() => _folder.Add(Paths.ManifestOf(log.Run), $$"""
        {"tick_message_id":"1","jitter_s":15,"workload_name":"built-in","workload_sha256":"0123456789abcdef","run":
        {"experiment_id":"{{log.Run.ExperimentId}}","scenario":"{{log.Run.Scenario}}","trace_hour":"2026-01-20T13:00:00Z",
        "run_id":"{{log.Run.RunId}}","invocations":4,"dry_run":false,"log_object":"log.jsonl"} }
        """);

    public void WriteCheckpoint(string content) => _folder.Add(Paths.CheckpointOf(log.Run), content);

    public void WriteClaim(int position) => _folder.Add(Paths.ClaimOf(log.Run, log.Plan.Events[position]), "{}");

    /// <param name="name">A shard's, but for the writer's name, which is a digit.</param>
    /// <returns>Its path.</returns>
    public string WriteShard(string name, IEnumerable<string> lines) => Add(PathOf(name), lines);

    public void DeleteShard(string name) => File.Delete(System.IO.Path.Combine(Path, PathOf(name)));

    /// <summary>The line with which the log takes a shard in.</summary>
    public string Named(string name) => RunLine.OfShards(log.Run, [Whole(name)], bytes: 1, log.Run.TraceHour.Start).ToString();

    public void Dispose() => _folder.Dispose();

    private string PathOf(string shard) => $"{Paths.ShardsOf(log.Run)}{Whole(shard)}.jsonl";

    private static string Whole(string shard) => new string(shard[0], 31) + shard;
}
