using System.Text;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Reports;
using Loadgen.Browser.Tests.Support;
using Loadgen.Cli.Reports;
using Xunit.Abstractions;

namespace Loadgen.Browser.Tests;

/// <summary>A page does not grow with its logs.</summary>
public sealed class SizeTests(ITestOutputHelper log)
{
    private const int Most = 3_000_000;

    [Theory]
    [InlineData(7, 12, 397, 1_000_440, "a million events")]
    [InlineData(2, 400, 1, 24_000, "many functions")]
    public void A_page_has_three_megabytes_at_most(int days, int functions, int callsAnHour, long expected, string reason)
    {
        var events = new SomeEvents(days, [.. Enumerable.Range(0, functions).Select(i => $"function-{i:000}")], "ABC", callsAnHour);
        // What a report says is as long for a few calls as for many.
        using var few = (events with { CallsAnHour = 1 }).Create();
        var report = SomeReport.Of(few).Report;
        using var database = events.Create();
        RunChoice.Choose(database, []);
        Assert.Equal(expected, database.Read("SELECT count(*) FROM chosen", row => row.GetInt64(0))[0]);
        var start = Environment.CpuUsage.TotalTime;

        var page = ReportPage.Of(report, FigureSet.Of(database, report)).ToString();

        var size = Encoding.UTF8.GetByteCount(page);
        var spent = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        log.WriteLine(FormattableString.Invariant($"{reason}: {size:N0} bytes; pictures and page in {spent:N0} ms of processor time"));
        Assert.True(size <= Most, $"{reason}: {size}");
    }
}
