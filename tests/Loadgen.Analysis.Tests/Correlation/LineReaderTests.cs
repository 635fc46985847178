using System.Text;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Tests.Correlation;

/// <summary>In which files lines are found.</summary>
public sealed class LineReaderTests : IDisposable
{
    private const string Trace = "a7a23fa4d769ef8418200fa47dbc8532";

    private static readonly string Line = LogLines.Of(Trace);

    private readonly SentEvents _events = new();

    public static TheoryData<string, string, string> Files => new()
    {
        { "us-east1", Line.Replace("}", ",\"region\":\"us-east1\"}", StringComparison.Ordinal), "a line, without the newline" },
        { "–", $"Serving function\n\n[info] {{}} listening {{\n{Line}\r\nbye\r\n", "among other text" },
        { "–", $"\ufeff{Line}\n", "behind a byte order mark" },
        { "–", $"invoker-A │ {Line}\n", "behind the name of its program" },
        { "europe-west1", $"[\n  {Entry("jsonPayload", Line)}\n]\n", "what gcloud logging read prints" },
        {
            "europe-west1", $"[{Entry("jsonPayload", "{\"message\":\"other\"}")},\n{Entry("jsonPayload", Line)}]",
            "the same, the second of two"
        },
        { "europe-west1", $"{Entry("jsonPayload", Line)}\n", "a sink's file" },
        {
            "europe-west1", $"{Entry("textPayload", $"\"{Line.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")}\n",
            "a line that came as text"
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_functions_line_is_found(string region, string content, string reason)
    {
        _events.Add(trace: Trace).LoggedIn("functions.log", content);

        _events.Join();

        Assert.Equal(("1", region, reason), (_events.Column("function_logs"), _events.Column("execution_region"), reason));
        Assert.Empty(_events.Problems);
    }

    [Fact]
    public void What_the_payload_does_not_say_its_envelope_does()
    {
        _events.Add(trace: Trace).Logged(
            $$"""
            {"trace":"projects/p/traces/{{Trace}}","labels":{"instanceId":"00f1"},"timestamp":"2026-01-20T13:01:05Z",
            "resource":{"type":"cloud_run_revision","labels":{"service_name":"crypto","location":"europe-north2"} },
            "jsonPayload":{"type":"invocation_metrics","wall_ms":5} }
            """.ReplaceLineEndings(""),
            """{"jsonPayload":{"type":"invocation_metrics"},"resource":{"labels":{"service_name":"health"}}}""");

        var joined = _events.Join();

        Assert.Equal("1|europe-north2|00f1|5.0", _events.Column("concat_ws('|', function_logs, execution_region, instance, execution_ms)"));
        Assert.Equal([new("health", 1L)], joined.WithoutCall);
    }

    [Theory]
    [InlineData("""{"event_id":"x","trace_id":"a7a23fa4d769ef8418200fa47dbc8532","outcome":"ok"}""", "a run's line")]
    [InlineData("""{"message":"hello"}""", "another object")]
    [InlineData("""["type","invocation_metrics"]""", "no object")]
    [InlineData("5", "a number")]
    [InlineData("", "nothing")]
    [InlineData("[]", "an export of nothing")]
    [InlineData("""[{"jsonPayload":5},{"textPayload":{}},{"textPayload":"hello"},{"protoPayload":{}},7]""", "entries of another kind")]
    [InlineData("""{"jsonPayload":{"type":"other"},"textPayload":"{\"type\":\"invocation_metrics\"}"}""", "a payload comes before a text")]
    [InlineData("brace { in a text", "a text with a brace")]
    public void Other_text_is_no_log_and_no_problem(string content, string reason)
    {
        _events.Add(trace: Trace).LoggedIn("other.log", content);

        Assert.Equal((0, reason), (_events.Join().Functions, reason));
        Assert.Empty(_events.Problems);
    }

    [Fact]
    public void What_is_broken_is_told_and_the_rest_is_read()
    {
        _events.Add(trace: Trace)
            .LoggedIn("cut.log", "{\"type\":\"invocation_metrics\",\"event_id\":\"half\n" + Line + "\n{\"x\":\"\\ud800\"}\n")
            .LoggedIn("cut.json", $"[{Entry("jsonPayload", Line)},\n{{\"jsonPay")
            .Logged(new LogFile("gs://bucket/gone.log", Path.Combine(Path.GetTempPath(), "no-such-file.log")));

        var joined = _events.Join();

        Assert.Equal((1, "1"), (joined.Functions, _events.Column("function_logs")));
        Assert.Collection(
            _events.Problems,
            problem => Assert.Matches("^cut.json: .*Malformed JSON", problem),
            problem => Assert.Equal("cut.log: 2 lines begin like a JSON object, and cannot be read as one", problem),
            problem => Assert.StartsWith("gs://bucket/gone.log: cannot be read (", problem, StringComparison.Ordinal));
        Assert.All(_events.Problems, problem => Assert.DoesNotContain('\n', problem));
    }

    [Fact]
    public void Long_lines_and_deep_ones_are_lines()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        _events.Add(trace: Trace).Logged(
            "{\"type\":\"other\",\"x\":\"" + new string('x', 12_000_000) + "\"}",
            $"{{\"type\":\"other\",\"x\":{deep}}}",
            "text " + deep,
            Line);

        Assert.Equal(1, _events.Join().Functions);
        Assert.Equal("1", _events.Column("function_logs"));
    }

    [Fact]
    public void Bytes_that_are_no_text_hide_no_line()
    {
        _events.Add(trace: Trace).Logged(
        [
            .. "{\"type\":\"invocation_metrics\",\"event_id\":\""u8, 0xff, .. "\"}\n"u8,
            0xff, 0xfe, 0x00, 0x01, (byte)'\n',
            .. Encoding.UTF8.GetBytes(Line),
        ]);

        _events.Join();

        Assert.Equal("1", _events.Column("function_logs"));
    }

    [Fact]
    public void Names_are_names_and_no_patterns()
    {
        _events.Add(trace: Trace)
            .LoggedIn("a1.log", LogLines.Of("ff"))
            .LoggedIn("a[1]*?'.log", Line);

        var joined = _events.Join();

        Assert.Equal((2, 1, "1"), (joined.Functions, joined.LogsWithoutCall, _events.Column("function_logs")));
    }

    [Fact]
    public void Thousands_of_files_are_read()
    {
        _events.Add(trace: Trace);
        for (var i = 0; i < 1200; i++)
            _events.LoggedIn($"{i}.log", i == 700 ? Line : "text\n");

        Assert.Equal(1, _events.Join().Functions);
    }

    public void Dispose() => _events.Dispose();

    private static string Entry(string kind, string payload) =>
        $$$"""{"insertId":"1","{{{kind}}}":{{{payload}}},"resource":{"labels":{"location":"europe-west1"}},"severity":"DEFAULT"}""";
}
