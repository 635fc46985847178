using Loadgen.Import.Sources;
using Loadgen.Import.Tests.Support;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Tests.Azure;

public sealed class MinuteTraceTests
{
    private const string A = "aaaaaaaaaaaa1111";
    private const string B = "bbbbbbbbbbbb2222";

    private static readonly ImportOptions All = new();

    [Fact]
    public void A_published_excerpt_keeps_every_count()
    {
        var imported = Imported.Of(TraceKind.Azure2019, All, Imported.Excerpt);

        Assert.Equal(["4dd18b861233", "f8620c125fb6", "fdd2e3c3758d"], imported.Functions.Keys);
        Assert.Equal([46, 1, 1], imported.Functions.Values.Select(function => function.Counts.Sum()));
        Assert.All(imported.Functions.Values, function => Assert.Equal(150, function.Counts.Count));
        Assert.Equal(1, imported.Functions["f8620c125fb6"].Counts[3]);
        Assert.Equal(1, imported.Functions["fdd2e3c3758d"].Counts[8]);
        var report = imported.Report;
        Assert.Equal((3, 48, 3, 150), (report.Hours, report.Calls.Taken, report.Peak.Taken, report.MinutesInTrace));
    }

    [Fact]
    public void Minutes_count_from_the_first_column_whatever_its_label_and_both_ends_belong_to_them()
    {
        var imported = Imported.Of(TraceKind.Azure2019, All with { Minutes = new(3, 8) }, Imported.Excerpt);

        Assert.Equal([1, 0, 0, 0, 0, 0], imported.Functions["f8620c125fb6"].Counts);
        Assert.Equal([0, 0, 0, 0, 0, 1], imported.Functions["fdd2e3c3758d"].Counts);
        Assert.DoesNotContain("4dd18b861233", imported.Functions.Keys);
        Assert.Equal(new Share(3, 2), imported.Report.Functions);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_and_says_where_they_are_from()
    {
        var options = All with { Minutes = new(0, 59), Functions = 2, MaxPerMinute = 2 };

        var imported = Imported.Of(TraceKind.Azure2019, options, Imported.Excerpt);

        Assert.Equal(imported.Text, Imported.Of(TraceKind.Azure2019, options, Imported.Excerpt).Text);
        Assert.Contains("azure-2019-three-functions.csv", imported.Text);
        Assert.Contains("# Licence: CC-BY 4.0\n# Cite: Shahrad et al., Serverless in the Wild, USENIX ATC 2020\n", imported.Text);
        Assert.Contains("the minute in which the call ended", imported.Text);
        Assert.Contains("# Options: --minutes 0..59 --functions 2 --max-per-minute 2\n", imported.Text);
        Assert.Contains("# Minutes: 0..59 of 150", imported.Text);
    }

    [Fact]
    public void An_hour_is_one_line_of_the_file()
    {
        var lines = Imported.Of(TraceKind.Azure2019, All, Imported.Excerpt).Text.Split('\n');

        var counts = lines.Where(line => line.StartsWith("        ", StringComparison.Ordinal));
        Assert.Equal([60, 60, 30, 60, 60, 30, 60, 60, 30], counts.Select(line => line.TrimEnd(',').Split(',').Length));
    }

    public static TheoryData<string, string> Headers => new()
    {
        { "HashOwner,HashApp,HashFunction,Trigger,1,2,3", "as it is published" },
        { "hashowner,HASHAPP,hashFunction,TRIGGER,1,2,3", "in any case" },
        { "Trigger,HashFunction,HashOwner,HashApp,1,2,3", "in any order" },
        { "HashOwner,HashApp,HashFunction,1,2,3", "without triggers" },
        { "HashFunction,540,541,542", "the function alone" },
        { "HashFunction,minute_1,minute_2,minute_3", "labels of old files" },
        { "HashFunction,1_minute,1_minute,1_minute", "labels mean nothing, and may be the same" },
        { "HashFunction, 1, 2, 3", "spaces" },
        { "\"HashFunction\",\"1\",\"2\",\"3\"", "quotation marks" },
        { "\uFEFFHashFunction,1,2,3", "a byte order mark" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Headers_are_read_as_they_are_found(string header, string reason)
    {
        var names = header.Trim('\uFEFF').Replace("\"", "").Split(',');
        var row = string.Join(',', names.Select((name, i) => name.ToLowerInvariant() switch
        {
            "hashfunction" => A,
            "hashowner" or "hashapp" => "0123",
            "trigger" => "http",
            _ => $"{i - names.Length + 4}",
        }));

        var imported = Imported.Of(TraceKind.Azure2019, All, Imported.File("i.csv", $"{header}\r\n{row}\r\n\r\n"));

        Assert.True(imported.Functions["aaaaaaaaaaaa"].Counts is [1, 2, 3], reason);
    }

    [Fact]
    public void Files_are_told_apart_by_their_headers_and_joined_by_the_functions_hash()
    {
        TraceFile[] files =
        [
            Imported.File("x.csv", $"HashOwner,HashApp,HashFunction,Average,Count,Minimum\no,p,{B},7.25,57523.0,1\no,p,{A},100,3,1\n"),
            Imported.File("y.csv", "HashOwner,HashApp,SampleCount,AverageAllocatedMb,AverageAllocatedMb_pct1\no,q,1,64,1\no,p,5,170.5,1\n"),
            Imported.File("z.csv", $"HashOwner,HashApp,HashFunction,Trigger,1\no,p,{A},http,5\no,q,{B},queue,4\n"),
        ];

        var imported = Imported.Of(TraceKind.Azure2019, All, files);

        Assert.Contains($"  # {A}, http, 100 ms on average, 170.5 MB on average, 5 calls\n", imported.Text);
        Assert.Contains($"  # {B}, queue, 7.25 ms on average, 64 MB on average, 4 calls\n", imported.Text);
        Assert.Equal(imported.Functions.Keys, Imported.Of(TraceKind.Azure2019, All, [.. files.Reverse()]).Functions.Keys);
    }

    [Fact]
    public void Memory_may_be_that_of_each_function()
    {
        var imported = Imported.Of(
            TraceKind.InVitro,
            All,
            Imported.File("invocations.csv", $"HashFunction,1\n{A},5\n"),
            Imported.File("memory.csv", $"HashApp,HashFunction,SampleCount,AverageAllocatedMb\np,{B},1,1\np,{A},1,33\n"));

        Assert.Contains($"{A}, 33 MB on average", imported.Text);
    }

    [Fact]
    public void Rows_of_one_function_are_added_up_and_their_averages_weighed()
    {
        var imported = Imported.Of(
            TraceKind.Azure2019,
            All,
            Imported.File("i.csv", $"HashFunction,1,2\n{A},1,2\n{B},1,0\n{A},10,20\n"),
            Imported.File("d.csv", $"HashFunction,Average,Count\n{A},10,1\n{A},20,3\n"));

        Assert.Equal([11, 22], imported.Functions["aaaaaaaaaaaa"].Counts);
        Assert.Equal(1, imported.Report.AddedRows);
        Assert.Contains("17.5 ms on average", imported.Text);
    }

    [Fact]
    public void Text_of_a_trace_cannot_leave_its_comment()
    {
        var imported = Imported.Of(
            TraceKind.Azure2019, All, Imported.File("i\n.csv", $"HashFunction,Trigger,1\n{A},\"http\nname: evil\",1\n"));

        Assert.Single(imported.Functions);
        Assert.DoesNotContain("\nname: evil", imported.Text);
    }
}
