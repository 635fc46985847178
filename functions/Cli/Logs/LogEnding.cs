using Loadgen.Logs.Shards;

namespace Loadgen.Cli.Logs;

/// <summary>What the names of logs end in, where a folder or a prefix stands for all in it.</summary>
internal static class LogEnding
{
    /// <summary>Run logs.</summary>
    public const string Lines = ".jsonl";

    /// <summary>What <c>export</c> and <c>correlate</c> write.</summary>
    public const string Columns = ".parquet";

    /// <summary>What reports are made of.</summary>
    public static IReadOnlyList<string> OfRuns { get; } = [Lines, Columns];

    /// <summary>What functions and dispatchers print, and what Cloud Logging exports.</summary>
    public static IReadOnlyList<string> OfFunctions { get; } = [".json", Lines, ".log", ".out", ".txt"];

    /// <summary>For messages: <c>*.jsonl, *.parquet</c>.</summary>
    public static string AllowedOf(IReadOnlyList<string> endings) => string.Join(", ", endings.Select(ending => $"*{ending}"));

    /// <summary>Whether a name ends in one of them, and is no shard's, which is a part of another log.</summary>
    public static bool IsOne(string name, IReadOnlyList<string> endings) =>
        endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)) && ShardName.Of(name.Replace('\\', '/')) is null;
}
