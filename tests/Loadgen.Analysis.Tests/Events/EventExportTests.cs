using Loadgen.Analysis.Events;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Events;

public sealed class EventExportTests : IDisposable
{
    private readonly EventFiles _files = new();

    [Fact]
    public void CSV_is_quoted_where_it_must_be_and_its_times_are_ISO_8601()
    {
        var line = new LogText().Lines()[1].Replace("\"error\":null", "\"error\":\"a, \\\"b\\\"\\nc\"", StringComparison.Ordinal);
        using var database = EventFiles.Load(_files.Add("a.jsonl", [line]));

        EventExport.WriteCsv(database, _files.PathOf("runs.csv"));

        var text = File.ReadAllText(_files.PathOf("runs.csv"));
        Assert.StartsWith("experiment_id,scenario,trace_hour_utc,run_id,event_id,", text, StringComparison.Ordinal);
        Assert.Contains(
            "\nexperiment-2026-01-15,A,2026-01-20T13:00:00.000Z,20260120T125800Z,"
                + "experiment-2026-01-15:2026-01-20T13:00:00Z:api_health_check:01,api_health_check,1,"
                + "2026-01-20T13:00:04.501Z,2026-01-20T13:00:04.501Z,2026-01-20T13:00:04.531Z,0.6,ok,200,\"a, \"\"b\"\"\nc\",20.0,",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said()
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", new LogText().Lines()));

        var problem = Assert.Throws<EventLogException>(() => EventExport.WriteParquet(database, _files.PathOf("none/x'; DROP.parquet")));

        Assert.Contains("x'; DROP.parquet: cannot be written (", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();
}
