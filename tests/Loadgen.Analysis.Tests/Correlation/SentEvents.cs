using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Tests.Correlation;

/// <summary>Events that were sent, and logs that are joined with them.</summary>
internal sealed class SentEvents : IDisposable
{
    public const string Event = "e:2026-01-20T13:00:00Z:crypto_key_gen:01";
    public const string Run = "20260120T125900Z";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-correlation");
    private readonly List<LogFile> _functions = [];
    private readonly List<LogFile> _dispatchers = [];

    public List<LogFile> Functions => _functions;

    public EventDatabase Database { get; } = new();

    /// <summary>An event; of the original job where it has no run and no trace.</summary>
    public SentEvents Add(
        string scenario = "A",
        string id = Event,
        string run = Run,
        string? trace = null,
        string sent = "2026-01-20T13:01:04.356Z",
        string region = "us-east1",
        string outcome = "ok",
        double? latency = 300)
    {
        Database.Execute(
            """
            INSERT INTO events BY NAME SELECT
                'e' AS experiment_id, $1 AS scenario, TIMESTAMP '2026-01-20 13:00:00' AS trace_hour_utc, $2 AS run_id, $3 AS event_id,
                'crypto_key_gen' AS function_id, 1 AS invocation_index, $4::TIMESTAMP AS sent_utc, $5 AS outcome, 200 AS status_code,
                $6::DOUBLE AS latency_ms, $7 AS region, $8 AS trace_id, 'run.jsonl' AS log, 1 AS copies,
                CASE WHEN $1 = 'C' THEN TIMESTAMP '2026-01-20 14:30:00' END AS target_utc,
                CASE WHEN $1 = 'C' THEN TIMESTAMP '2026-01-21 11:00:00' END AS deadline_utc
            """,
            scenario, run, id, sent, outcome, latency, region, trace);
        return this;
    }

    public SentEvents Logged(params string[] lines) => LoggedIn($"{_functions.Count}.log", string.Join('\n', lines) + "\n");

    public SentEvents LoggedIn(string name, string content)
    {
        _functions.Add(FileOf(content, name));
        return this;
    }

    public SentEvents Logged(LogFile file)
    {
        _functions.Add(file);
        return this;
    }

    public SentEvents Logged(byte[] content)
    {
        var file = FileOf("", "bytes.log");
        File.WriteAllBytes(file.Path, content);
        return Logged(file);
    }

    public SentEvents DispatcherLogged(LogFile file)
    {
        _dispatchers.Add(file);
        return this;
    }

    public SentEvents DispatcherLogged(params string[] lines)
    {
        _dispatchers.Add(FileOf(string.Join('\n', lines) + "\n", $"dispatcher-{_dispatchers.Count}.log"));
        return this;
    }

    public JoinedLogs Join() => FunctionLogs.Join(Database, _functions, _dispatchers, CancellationToken.None);

    /// <summary>The values of a column, as text, in the order of the scenarios and runs.</summary>
    public string Column(string expression) => string.Join(
        ' ',
        Database.Read(
            $"SELECT coalesce(({expression})::VARCHAR, '–') FROM events ORDER BY scenario, run_id, event_id", row => row.GetString(0)));

    public IReadOnlyList<string> Problems =>
        Database.Read("SELECT log || ': ' || reason FROM problems ORDER BY ALL", row => row.GetString(0));

    public void Dispose()
    {
        Database.Dispose();
        _folder.Delete(recursive: true);
    }

    private LogFile FileOf(string content, string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return new(name, path);
    }
}
