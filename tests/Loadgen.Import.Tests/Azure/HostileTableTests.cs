using Loadgen.Import.Sources;
using Loadgen.Import.Tests.Support;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Tests.Azure;

public sealed class HostileTableTests
{
    private const string Header = "HashFunction,1,2\n";

    public static TheoryData<string, string, string> Tables => new()
    {
        { "", "i.csv: found nothing: the file is empty; allowed: CSV with a header", "an empty file" },
        { Header, "--minutes: found 0..1, in which no function is called; allowed: minutes with calls", "no row" },
        { Header + "a,0,0\n", "in which no function is called", "no call" },
        { "a,b,c\n1,2,3\n", "i.csv:1: header: found 'a,b,c'; allowed: the header of invocations (HashFunction", "another table" },
        { "HashFunction\na\n", "i.csv:1: header: found 'HashFunction'", "no minutes" },
        { "HashFunction,1,hashfunction\na,1,a\n", "i.csv:1: header: found 'hashfunction'; allowed: HashFunction once", "a name twice" },
        {
            "HashFunction,1,Trigger\na,1,http\n",
            "found 'Trigger'; allowed: Trigger before the columns of the minutes",
            "a name among the minutes"
        },
        { "HashApp,1,HashFunction\na,1,b\n", "i.csv:1: header: found", "the function among the minutes" },
        { Header + "a,1\n", "i.csv:2: found 2 columns; allowed: 3 columns, as in the header", "a short row" },
        { Header + "a,1,2,3\n", "i.csv:2: found 4 columns; allowed: 3 columns", "a long row" },
        { Header + "a,1,-1\n", "i.csv:2: column 3 (2): found '-1'; allowed: a whole number from 0 to 1000000000", "a negative count" },
        { Header + "a,NaN,1\n", "i.csv:2: column 2 (1): found 'NaN'", "not a number" },
        { Header + "a,1.5,1\n", "found '1.5'", "half a call" },
        { Header + "a,,1\n", "found ''", "nothing" },
        { Header + "a,99999999999,1\n", "found '99999999999'", "more than an integer holds" },
        {
            Header + "a,1000000000,1\na,1,1\n",
            "i.csv:3: column 2 (1): found '1'; allowed: a whole number from 0 to 1000000000, in all rows",
            "a sum"
        },
        { Header + " ,1,1\n", "i.csv:2: column 1 (HashFunction): found ' '; allowed: the function's hash", "no hash" },
        {
            Header + "a,1,\"2\n",
            "i.csv:3: found '\"2 '; allowed: CSV: a quotation mark inside a field is doubled",
            "a quotation mark that nobody closes"
        },
        {
            Header + "a,1,\"" + new string('2', 5000),
            "found a field of more than 1000 characters; allowed: CSV",
            "and a long file after it"
        },
        {
            Header + "a,1e9,1\n",
            "hour 0, the busiest: found 1000000001 calls; allowed: at most 1000000 an hour; --max-per-minute thins",
            "a number of calls"
        },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_that_is_none_is_refused_with_its_place(string text, string expected, string reason)
    {
        var problems = Imported.Refused(TraceKind.Azure2019, new(), Imported.File("i.csv", text));

        Assert.True(problems[0].Contains(expected, StringComparison.Ordinal), $"{reason}: {problems[0]}");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var problems = Imported.Refused(TraceKind.Azure2019, new(), Imported.File("i.csv", Header + "a,x,1\nb,1\nc,1,y\n"));

        Assert.Equal(["i.csv:2", "i.csv:3", "i.csv:4"], problems.Select(problem => problem[..7]));
    }

    [Fact]
    public void But_not_without_end()
    {
        var rows = string.Concat(Enumerable.Repeat("a,x,y\n", 1000));

        Assert.Equal(50, Imported.Refused(TraceKind.Azure2019, new(), Imported.File("i.csv", Header + rows)).Count);
    }

    public static TheoryData<string, string, string> Averages => new()
    {
        {
            "HashFunction,Average,Count\na,-1,1\n",
            "d.csv:2: column 2 (Average): found '-1'; allowed: a number from 0",
            "a negative duration"
        },
        { "HashFunction,Average,Count\na,NaN,1\n", "column 2 (Average): found 'NaN'", "not a number" },
        { "HashFunction,Average,Count\na,1,Infinity\n", "column 3 (Count): found 'Infinity'", "an endless weight" },
        { "HashFunction,Average,Count\na,1\n", "d.csv:2: found 2 columns", "a short row" },
        { "HashFunction,Average,Average\na,1,1\n", "d.csv:1: header: found 'Average'; allowed: Average once", "a column twice" },
    };

    [Theory]
    [MemberData(nameof(Averages))]
    public void Averages_are_as_strict(string text, string expected, string reason)
    {
        var problems = Imported.Refused(
            TraceKind.Azure2019, new(), Imported.File("i.csv", Header + "a,1,1\n"), Imported.File("d.csv", text));

        Assert.True(problems[0].Contains(expected, StringComparison.Ordinal), $"{reason}: {problems[0]}");
    }

    [Fact]
    public void Averages_without_weights_count_alike_even_where_there_are_none()
    {
        var imported = Imported.Of(
            TraceKind.Azure2019,
            new(),
            Imported.File("i.csv", Header + "aaaaaaaaaaaa,1,1\n"),
            Imported.File("d.csv", "HashFunction,Average,Count\naaaaaaaaaaaa,4,0\naaaaaaaaaaaa,8,0\n"));

        Assert.Contains("aaaaaaaaaaaa, 4 ms on average", imported.Text);
    }

    public static TheoryData<string[], string, string> Sets => new()
    {
        { ["i", "i"], "FILE, invocations: found 'i0.csv' and 'i1.csv'; allowed: one file, of one day", "two days" },
        { ["d"], "FILE, invocations: found none; allowed: one file with the calls of each minute", "no calls" },
        { ["i", "d", "d"], "FILE, durations: found 'd1.csv' and 'd2.csv'", "durations twice" },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_files_are_one_of_each_kind(string[] files, string expected, string reason)
    {
        TraceFile[] tables =
        [
            .. files.Select((kind, i) => Imported.File($"{kind}{i}.csv", kind is "i" ? Header + "a,1,1\n" : "HashFunction,Average\na,1\n")),
        ];

        Assert.True(Imported.Refused(TraceKind.Azure2019, new(), tables)[0].StartsWith(expected, StringComparison.Ordinal), reason);
    }

    [Fact]
    public void Minutes_that_a_trace_has_not_are_refused_with_those_that_it_has() => Assert.Equal(
        ["--minutes: found '0..2'; allowed: minutes that i.csv has: 0..1"],
        Imported.Refused(TraceKind.Azure2019, new() { Minutes = new(0, 2) }, Imported.File("i.csv", Header + "a,1,1\n")));
}
