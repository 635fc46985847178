using Loadgen.Import.Sources;
using Loadgen.Import.Tests.Support;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Tests;

public sealed class LimitTests
{
    public static TheoryData<int, int, string, ImportOptions, string> Large => new()
    {
        { 10_001, 1, "1", new(), "functions: found 10001; allowed: at most 10000 in a workload; --functions takes some of them" },
        { 10_000, 3360, "1", new(), "functions times minutes: found 33600000; allowed: at most 33554432" },
        {
            2,
            61,
            "10000",
            new(),
            "hour 0, the busiest: found 1200000 calls; allowed: at most 1000000 an hour; --max-per-minute thins them out"
        },
        { 1000, 1, "1001", new() { Functions = 1000 }, "hour 0, the busiest: found 1001000 calls" },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void What_no_workload_can_be_is_refused_with_the_option_that_helps(
        int functions, int minutes, string count, ImportOptions options, string expected)
    {
        var problems = Imported.Refused(TraceKind.Azure2019, options, Table(functions, minutes, count));

        Assert.StartsWith(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void And_is_imported_with_it()
    {
        var imported = Imported.Of(TraceKind.Azure2019, new() { Functions = 10, MaxPerMinute = 100 }, Table(10_001, 2, "1000"));

        Assert.Equal(10, imported.Functions.Count);
        Assert.Equal((200, 20_000, 20_002_000), (imported.Report.Calls.Taken, imported.Report.CallsOfChosen, imported.Report.Calls.Of));
        Assert.Equal(new Share(10_000, 100), imported.Report.Peak);
        Assert.All(imported.Functions.Values, function => Assert.Equal([10, 10], function.Counts));
    }

    [Fact]
    public void Functions_that_have_no_call_left_are_left_out()
    {
        var table = Imported.File("i.csv", "HashFunction,1,2\nbusy,100,100\nrare,0,1\n");

        var imported = Imported.Of(TraceKind.Azure2019, new() { MaxPerMinute = 1 }, table);

        Assert.Equal(["busy"], imported.Functions.Keys);
        Assert.Equal(1, imported.Report.FunctionsWithoutCalls);
    }

    private static TraceFile Table(int functions, int minutes, string count)
    {
        var counts = string.Concat(Enumerable.Repeat($",{count}", minutes));
        return Imported.File("i.csv", $"HashFunction{string.Concat(Enumerable.Repeat(",1", minutes))}\n"
            + string.Concat(Enumerable.Range(0, functions).Select(i => $"f{i}{counts}\n")));
    }
}
