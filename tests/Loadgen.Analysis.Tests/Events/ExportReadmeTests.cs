using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Loadgen.Analysis.Events;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Events;

/// <summary>What shared/Loadgen.Analysis/README.md says of exported columns, and does with them.</summary>
public sealed partial class ExportReadmeTests : IDisposable
{
    private static readonly string Section = File.ReadAllText(Path.Combine(Repository(), "shared", "Loadgen.Analysis", "README.md"))
        .Split("\n## Export\n")[1].Split("\n## ")[0];

    private readonly EventFiles _files = new();

    private static string Repository([CallerFilePath] string self = "") => Path.GetFullPath(Path.Combine(self, "..", "..", "..", ".."));

    private string Export(params LogFile[] logs)
    {
        using var database = EventFiles.Load(logs);
        EventExport.WriteParquet(database, _files.PathOf("runs.parquet"));
        return SqlText.Quoted(_files.PathOf("runs.parquet"));
    }

    [Fact]
    public void Its_table_has_the_columns_in_their_order()
    {
        var file = Export(_files.Add("a.jsonl", new LogText().Lines()));
        using var database = new EventDatabase();

        Assert.Equal(
            database.Read($"DESCRIBE SELECT * FROM {file}", row => $"{row.GetString(0)} {row.GetString(1)}"),
            Columns().Matches(Section).Select(row => $"{row.Groups["name"].Value} {row.Groups["type"].Value}"));
    }

    [Fact]
    public void Its_analysis_in_SQL_gives_medians_and_paired_differences()
    {
        var slower = new LogText(runId: "20260120T125900Z").Lines().Select(line => line
            .Replace("\"scenario\":\"A\"", "\"scenario\":\"B\"", StringComparison.Ordinal)
            .Replace("\"end_to_end_latency_ms\":20", "\"end_to_end_latency_ms\":54", StringComparison.Ordinal));
        var file = Export(_files.Add("a.jsonl", new LogText().Lines()), _files.Add("b.jsonl", slower));
        var queries = Sql().Match(Section).Groups["sql"].Value.Replace("'runs.parquet'", file, StringComparison.Ordinal)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        using var database = new EventDatabase();

        database.Execute(queries[0]);

        Assert.Equal(3, queries.Length);
        Assert.Equal(
            ["A | api_health_check | 1 | 20", "B | video_transcoder | 1 | 54"],
            EventFiles.Rows(database, queries[1]) is [var first, .., var last] and { Count: 8 } ? [first, last] : []);
        Assert.Equal(
            [
                "B | api_health_check | 1 | 34", "B | crypto_key_gen | 1 | 34", "B | image_format_converter | 1 | 34",
                "B | video_transcoder | 1 | 34",
            ],
            EventFiles.Rows(database, queries[2]));
    }

    public void Dispose() => _files.Dispose();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>[A-Z]+) \|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Columns();

    [GeneratedRegex(@"```sql\n(?<sql>.+?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sql();
}
