using Loadgen.Import.Tests.Support;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Tests.Azure;

public sealed class CallTraceTests
{
    private const string Header = "app,func,end_timestamp,duration\n";

    [Fact]
    public void A_call_is_due_when_it_began()
    {
        var imported = Of(Header + "734272c0,313c03f5,5160.142570018768,0.134\n734272c0,313c03f5,0.3,0.1\nother,99999999,3600,0\n");

        Assert.Equal(["00:00:00.200", "01:26:00.008"], imported.Functions["313c03f5"].Moments);
        Assert.Equal(["01:00:00.000"], imported.Functions["99999999"].Moments);
        Assert.Contains("# 313c03f5, 117 ms on average, 2 calls\n", imported.Text);
        Assert.Contains("Zhang et al.", imported.Text);
        Assert.Equal(2, imported.Report.Hours);
    }

    [Fact]
    public void Calls_that_began_before_the_trace_are_left_out_and_counted()
    {
        var imported = Of(Header + "a,f,1,1.0005\na,f,1,1\na,g,2,3\n");

        Assert.Equal(["00:00:00.000"], imported.Functions["f"].Moments);
        Assert.Equal((2, 1), (imported.Report.BeganBefore, imported.Report.Calls.Taken));
        Assert.Contains("# Left out: 2 calls that began before it\n", imported.Text);
    }

    [Fact]
    public void Rows_may_be_in_any_order_and_columns_too()
    {
        var imported = Of("DURATION,End_Timestamp,func,app\n0,3.5,f,a\n0,1.25,f,a\n");

        Assert.Equal(["00:00:01.250", "00:00:03.500"], imported.Functions["f"].Moments);
    }

    [Fact]
    public void Functions_of_two_apps_are_two()
    {
        var imported = Of(Header + "a,ffffffffffffffff,1,0\nb,ffffffffffffffff,2,0\nb,ffffffffffffaaaa,2,0\n");

        Assert.Equal(["ffffffffffffa", "fffffffffffff", "fffffffffffff-2"], imported.Functions.Keys.Order(StringComparer.Ordinal));
        Assert.All(imported.Functions.Values, function => Assert.Single(function.Moments));
    }

    [Fact]
    public void Minutes_are_those_in_which_calls_began()
    {
        var imported = Of(Header + "a,f,59.999,0\na,f,60,0\na,f,179.999,0\na,f,180,0\n", new() { Minutes = new(1, 2) });

        Assert.Equal(["00:00:00.000", "00:01:59.999"], imported.Functions["f"].Moments);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "app,func,end\na,f,1\n",
            "t.txt:1: header: found 'app,func,end'; allowed: app,func,end_timestamp,duration, each once",
            "a column is missing"
        },
        { "app,func,end_timestamp,duration,func\na,f,1,1,f\n", "each once", "a column twice" },
        { Header + "a,f,NaN,0\n", "t.txt:2: column 3 (end_timestamp): found 'NaN'; allowed: seconds, 0–31622400", "not a number" },
        { Header + "a,f,1,-0.1\n", "t.txt:2: column 4 (duration): found '-0.1'", "a negative duration" },
        { Header + "a,f,1e9,0\n", "found '1e9'", "thirty years" },
        { Header + "a,,1,0\n", "t.txt:2: column 2 (func): found ''", "no function" },
        { Header + "a,f,1\n", "t.txt:2: found 3 columns", "a short row" },
        { Header, "in which no function is called", "no call" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Something_else_is_refused_with_its_place(string text, string expected, string reason)
    {
        var problems = Imported.Refused(TraceKind.Azure2021, new(), Imported.File("t.txt", text));

        Assert.True(problems[0].Contains(expected, StringComparison.Ordinal), $"{reason}: {problems[0]}");
    }

    [Fact]
    public void It_is_one_file()
    {
        var file = Imported.File("t.txt", Header + "a,f,1,0\n");

        Assert.Equal(["FILE: found 2 files; allowed: one"], Imported.Refused(TraceKind.Azure2021, new(), file, file));
    }

    private static Imported Of(string text, ImportOptions? options = null) =>
        Imported.Of(TraceKind.Azure2021, options ?? new(), Imported.File("t.txt", text));
}
