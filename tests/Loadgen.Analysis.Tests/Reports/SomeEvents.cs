using Loadgen.Analysis.Events;
using Loadgen.Analysis.Reports;
using Loadgen.Analysis.Reports.Building;

namespace Loadgen.Analysis.Tests.Reports;

/// <summary>A database with runs and events that a test needs, and nothing wrong with them unless it says so.</summary>
internal sealed class SomeEvents : IDisposable
{
    public static DateTime FirstHour { get; } = new(2026, 1, 20, 0, 0, 0, DateTimeKind.Unspecified);

    public EventDatabase Database { get; } = new();

    /// <summary>Adds a run of so many events in each of so many hours.</summary>
    public SomeEvents Add(SomeRun run, int hours = 1, int events = 1) =>
        Add(run, hours, [.. Enumerable.Range(1, events).Select(index => new SomeEvent { Index = index })]);

    /// <summary>Adds a run of these events in each of so many hours.</summary>
    public SomeEvents Add(SomeRun run, int hours, params SomeEvent[] events)
    {
        for (var hour = run.Hour; hour < run.Hour + hours; hour++)
        {
            Insert(run with { Hour = hour }, events.Length);
            foreach (var planned in events)
                Insert(run with { Hour = hour }, planned);
        }

        return this;
    }

    public SomeEvents Execute(string sql)
    {
        Database.Execute(sql);
        return this;
    }

    public Report Report(string? baseline = null, params string[] runIds) =>
        ReportBuilder.Build(Database, new() { Logs = ["log.jsonl"], Baseline = baseline, RunIds = runIds });

    public void Dispose() => Database.Dispose();

    private void Insert(SomeRun run, int events) => Database.Execute(
        "INSERT INTO runs VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'built-in', $10, $11, $12, 120, 1800, $13, $14, $15, 'log.jsonl')",
        run.Experiment,
        run.Scenario,
        run.Start,
        run.Id,
        run.Planned ?? events,
        run.IsDry,
        run.IsComplete,
        run.IsOriginal,
        run.Start.AddMinutes(run.StartMinute),
        run.Workload,
        run.Jitter,
        run.Timeout,
        run.Version,
        run.Clock,
        run.Speed);

    private void Insert(SomeRun run, SomeEvent planned)
    {
        var sent = run.Start.AddSeconds(planned.Second);
        Database.Execute(
            """
            INSERT INTO events BY NAME SELECT
                $1 AS experiment_id, $2 AS scenario, $3::TIMESTAMP AS trace_hour_utc, $4 AS run_id, $5 AS event_id, $6 AS function_id,
                $7 AS invocation_index, $8::TIMESTAMP AS sent_utc, $9 AS start_lag_ms, $10 AS outcome, $11 AS end_to_end_ms,
                $12 AS end_to_end_source, $13 AS region, $14 AS url, $15 AS region_source, $16 AS time_shifted,
                $17::TIMESTAMP AS target_utc, $18::TIMESTAMP AS deadline_utc, $19 AS priority, $20 AS clock, $21::DOUBLE AS clock_speed,
                $22 AS copies, $23::DOUBLE AS first_byte_ms, 100 AS request_bytes, 'log.jsonl' AS log
            """,
            run.Experiment,
            run.Scenario,
            run.Start,
            run.Id,
            $"{run.Experiment}:{planned.Function}:{planned.Index}",
            planned.Function,
            planned.Index,
            sent,
            planned.Lag,
            planned.Outcome,
            planned.Latency,
            planned.Source,
            planned.Region,
            planned.Url ?? $"https://{run.Experiment}-{run.Scenario}.example/{planned.Function}",
            run.Scenario == "C" ? null : "fixed_region",
            planned.Delay is not null,
            planned.Delay is { } delay ? sent.AddHours(delay) : null,
            planned.Deadline is { } deadline ? sent.AddHours(deadline) : null,
            planned.Priority,
            run.Clock,
            run.Speed,
            planned.Copies,
            planned.Latency);
    }
}

/// <summary>A run; its hour is counted from <see cref="SomeEvents.FirstHour"/> on.</summary>
internal sealed record SomeRun(string Scenario, int Hour = 0)
{
    public string Experiment { get; init; } = "e";

    public string? RunId { get; init; }

    public int? Planned { get; init; }

    public bool? IsDry { get; init; } = false;

    public bool IsComplete { get; init; } = true;

    public bool IsOriginal { get; init; }

    public int StartMinute { get; init; } = -2;

    public string? Workload { get; init; } = "0123456789abcdef";

    public double? Jitter { get; init; } = 15;

    public double? Timeout { get; init; } = 120;

    public string? Version { get; init; } = "1.0.0";

    public string? Clock { get; init; } = "machine";

    public double? Speed { get; init; } = 1;

    public DateTime Start => SomeEvents.FirstHour.AddHours(Hour);

    public string Id => RunId ?? $"run-{Hour}";
}

/// <summary>An event that was sent and succeeded, unless a test says otherwise. Delays and deadlines are in hours from sending.</summary>
internal sealed record SomeEvent(string Function = "f", double? Latency = 20)
{
    public int Index { get; init; } = 1;

    public double Second { get; init; } = 60;

    public double? Lag { get; init; } = 1;

    public string Outcome { get; init; } = "ok";

    public string Source { get; init; } = "direct_invoke";

    public string Region { get; init; } = "us-east1";

    public string? Url { get; init; }

    public double? Delay { get; init; }

    public double? Deadline { get; init; }

    public string? Priority { get; init; }

    public int Copies { get; init; } = 1;
}
