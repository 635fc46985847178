using System.Collections.Concurrent;
using Loadgen.Analysis.Workloads;
using Loadgen.Cli.Workloads;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Browser.Tests.Support;

/// <summary>Pages of all kinds and sizes, by a word.</summary>
internal static class Pages
{
    public const string Usual = "usual", Small = "small", OneFunction = "one function", ManyFunctions = "many functions";
    public const string LongNames = "long names", OneEvent = "one event", AllFailed = "all failed", Nothing = "nothing",
    Workload = "a workload";

    private static readonly ConcurrentDictionary<string, string> Made = new(StringComparer.Ordinal);

    public static string Of(string kind) => Made.GetOrAdd(kind, Make);

    private static string Make(string kind) => kind switch
    {
        Usual => SomeReport.PageOf(new(5, SomeEvents.Usual, "ABC", 1)),
        Small => SomeReport.PageOf(new(1, [.. SomeEvents.Usual.Take(2)], "ABC", 1)),
        OneFunction => SomeReport.PageOf(new(7, ["f"], "A", 1)),
        ManyFunctions => SomeReport.PageOf(new(2, [.. Enumerable.Range(0, 60).Select(i => $"function-{i:00}")], "ABC", 1)),
        LongNames => SomeReport.PageOf(new(3, [new('x', 128), string.Concat(Enumerable.Repeat("a-long-name.", 10)), "short"], "AB", 1)),
        OneEvent => SomeReport.PageOf(new(1, ["f"], "A", 1) { HoursADay = 1 }),
        AllFailed => SomeReport.PageOf(new(2, SomeEvents.Usual, "ABC", 1) { Succeeds = "false" }),
        Nothing => SomeReport.PageOf(new(0, [], "A", 1)),
        Workload => WorkloadOf("trace"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no page"),
    };

    public static string WorkloadOf(string name)
    {
        int[] minutes = [.. Enumerable.Range(0, 24 * 60).Select(minute => minute % 7)];
        var workload = new Workload(name, [new("f", new PerMinuteSchedule([.. minutes], Arrival.Poisson), [])]);
        return WorkloadPage.Of(new(WorkloadSummary.Of(workload), new(), ShownFunctions: 20)).ToString();
    }
}
