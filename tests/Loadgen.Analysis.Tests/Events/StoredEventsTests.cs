using Loadgen.Analysis.Events;
using Loadgen.Configuration;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Events;

public sealed class StoredEventsTests : IDisposable
{
    private readonly EventFiles _files = new();

    private LogFile Export(EventDatabase database, string name = "stored.parquet")
    {
        EventExport.WriteParquet(database, _files.PathOf(name));
        return new(name, _files.PathOf(name));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var database = EventFiles.Load(
            _files.Add("a.jsonl", new LogText().Lines()),
            _files.Add("b.jsonl", new LogText(hour: 14, dryRun: true).Lines()[..^1]),
            _files.Add("c.jsonl", new LogText(Scenario.C).Lines()[1..]));
        database.Execute("UPDATE events SET function_logs = 1, cold_start = true, execution_ms = 7.5, copies = 2 WHERE scenario = 'C'");

        using var again = EventFiles.Load(Export(database));

        Assert.Equal(EventFiles.Rows(database, "FROM events ORDER BY ALL"), EventFiles.Rows(again, "FROM events ORDER BY ALL"));
        Assert.Equal(EventFiles.Rows(database, "FROM runs ORDER BY ALL"), EventFiles.Rows(again, "FROM runs ORDER BY ALL"));
        Assert.Equal(["12"], EventFiles.Rows(again, "SELECT count(*) FROM events"));
        Assert.Empty(EventFiles.Rows(again, "FROM problems"));
    }

    [Fact]
    public void A_run_without_events_is_not_in_it()
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", new LogText().Lines()[..1]));

        using var again = EventFiles.Load(Export(database));

        Assert.Equal(["1"], EventFiles.Rows(database, "SELECT count(*) FROM runs"));
        Assert.Equal(["0"], EventFiles.Rows(again, "SELECT count(*) FROM runs"));
    }

    [Fact]
    public void It_stands_for_the_logs_that_it_was_made_of()
    {
        var log = _files.Add("a.jsonl", new LogText().Lines());
        using var database = EventFiles.Load(log);
        database.Execute("UPDATE events SET execution_ms = 7.5");

        using var both = EventFiles.Load(Export(database), log, _files.Add("b.jsonl", new LogText(hour: 14).Lines()));

        Assert.Equal(
            ["a.jsonl | 4 | 1 | 7.5", "b.jsonl | 4 | 1 | null"],
            EventFiles.Rows(both, "SELECT log, count(*), max(copies), max(execution_ms) FROM events GROUP BY log ORDER BY log"));
    }

    [Theory]
    [InlineData("SELECT 1 AS x", "there is no column 'experiment_id'; allowed: what loadgen export wrote")]
    [InlineData("SELECT * EXCLUDE (copies) FROM events", "there is no column 'copies'")]
    public void Another_table_is_told_and_costs_no_other(string query, string expected)
    {
        var log = _files.Add("a.jsonl", new LogText().Lines());
        using var database = EventFiles.Load(log);
        database.Execute($"COPY ({query}) TO {SqlText.Quoted(_files.PathOf("other.parquet"))} (FORMAT parquet)");

        using var both = EventFiles.Load(log, new("other.parquet", _files.PathOf("other.parquet")));

        var problem = Assert.Single(EventFiles.Rows(both, "FROM problems"));
        Assert.StartsWith($"other.parquet | null | {expected}", problem, StringComparison.Ordinal);
        Assert.Equal(["4"], EventFiles.Rows(both, "SELECT count(*) FROM events"));
    }

    [Fact]
    public void What_is_no_Parquet_is_told_and_costs_no_other()
    {
        using var database = EventFiles.Load(
            _files.Add("a.jsonl", new LogText().Lines()), _files.Add("no.parquet", "text"), _files.Add("empty.parquet", ""));

        Assert.Equal(
            ["empty.parquet", "no.parquet"],
            EventFiles.Rows(database, "SELECT log FROM problems WHERE reason LIKE 'not read as Parquet (%' ORDER BY log"));
        Assert.Equal(["4"], EventFiles.Rows(database, "SELECT count(*) FROM events"));
    }

    [Fact]
    public void Columns_of_other_types_are_null_where_they_cannot_be_cast()
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", new LogText().Lines()));
        database.Execute($"""
            COPY (SELECT * EXCLUDE (log) REPLACE ('fast' AS latency_ms), 'x' AS log, '4'::VARCHAR AS more FROM events)
            TO {SqlText.Quoted(_files.PathOf("other.parquet"))} (FORMAT parquet)
            """);

        using var again = EventFiles.Load(new LogFile("other.parquet", _files.PathOf("other.parquet")));

        Assert.Equal(["4 | 0 | 4"], EventFiles.Rows(again, "SELECT count(*), count(latency_ms), count(end_to_end_ms) FROM events"));
        Assert.Equal(["20260120T125800Z | null"], EventFiles.Rows(again, "SELECT run_id, planned FROM runs"));
    }

    public void Dispose() => _files.Dispose();
}
