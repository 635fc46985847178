using System.Text;
using Loadgen.Analysis.Plans;
using Loadgen.Records;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Plans;

public sealed class RunLineScanTests
{
    private static readonly LogText Log = new();

    private readonly RunLineScan _scan = new();

    private static string Text(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private IEnumerable<int> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        _scan.Read(stream, CancellationToken.None);
        return _scan.Lines.Select(line => line switch { StartEntry => 1, ShardsEntry => 2, CompleteEntry => 3, _ => 0 });
    }

    [Fact]
    public void Lines_that_are_no_events_are_found_and_a_log_is_read_on_where_it_has_grown()
    {
        var lines = Log.Lines();
        var shards = RunLine.OfShards(Log.Run, [$"{new string('0', 32)}-0-00000000-3"], 9, Log.Run.TraceHour.Start).ToString();
        var begun = Text([lines[0], .. lines[1..3]]);

        Assert.Equal([1], Read(begun + shards[..60]));
        Assert.Equal(Encoding.UTF8.GetByteCount(begun), _scan.Length);
        Assert.Equal([1, 2], Read(begun + Text(shards)));
        Assert.Equal([1, 2, 3], Read(begun + Text([shards, .. lines[3..]])));
    }

    [Fact]
    public void What_stands_in_an_answer_or_is_broken_is_no_run_line()
    {
        var answer = Log.Lines()[1].Replace(
            "\"response_json\":{}", "\"response_json\":{\"message\":\"loadgen_start\"}", StringComparison.Ordinal);
        Assert.Contains("loadgen_start", answer, StringComparison.Ordinal);

        Assert.Equal([3], Read(Text(answer, "{\"message\":\"loadgen_start\"", Log.Lines()[5])));
    }

    [Fact]
    public void A_line_may_be_longer_than_what_is_read_at_a_time() =>
        Assert.Equal([1, 3], Read(Text(Log.Lines()[0], new string('x', 3_000_000), Log.Lines()[5])));
}
