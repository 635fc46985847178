using System.Globalization;
using Loadgen.Analysis.Costs;

namespace Loadgen.Benchmarks;

/// <summary>A function's size.</summary>
/// <param name="Cpu">vCPUs.</param>
/// <param name="Memory">GiB.</param>
/// <param name="IsShared">Whether an instance takes many requests at once, which takes a whole vCPU.</param>
internal sealed record Size(double Cpu, double Memory, bool IsShared = false)
{
    /// <summary>What a second of it costs, in dollars.</summary>
    public double Second => (Cpu * PriceList.FunctionCpu) + (Memory * PriceList.FunctionMemory);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cpu} vCPU, {Memory * 1024:F0} MiB");
}

/// <summary>Prints what a month of the default schedule costs, as Markdown, beside a Cloud Run job that makes the calls itself.</summary>
internal static class CostTable
{
    /// <summary>Ticks of <c>59 7-17 * * *</c> in a mean month.</summary>
    private const double HoursAMonth = 11 * 30.4;

    /// <summary>Processor seconds of a function's start, as measured. On half a processor it takes twice as long.</summary>
    private const double StartCpu = 0.25;

    /// <summary>An event's message with its attributes, rounded up, published once and pushed at least once; a tick is smaller.</summary>
    private const double MessageBytes = 2000;

    private const double JobSecond = PriceList.JobCpu + (0.5 * PriceList.JobMemory);

    private const string Columns = $"| {Setup.Names} | planner | its month | invoker | its month | requests, storage, Pub/Sub "
        + "| in all | of the job | three scenarios, free tier used |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |";

    private static readonly Size PlannerBefore = new(0.167, 0.25), Planner = new(0.08, 0.25), Invoker = new(1, 0.5, IsShared: true);
    private static readonly Size[] Planners = [PlannerBefore, Planner, new(0.08, 0.125)];
    private static readonly Size[] Invokers = [Invoker, new(0.167, 0.25), new(0.08, 0.125)];

    public static void Print(IReadOnlyList<(Setup Setup, BusyHour Hour)> busy)
    {
        var job = busy[0].Hour.Job * JobSecond * HoursAMonth;
        Samples.Title(string.Create(CultureInfo.InvariantCulture,
            $"A month of one scenario: {HoursAMonth:F1} hours; the job: {busy[0].Hour.Job:F1} s × ${JobSecond:F6} = ${job:F2}"));
        Console.WriteLine(Columns);
        PrintRow(Setup.Before, busy.First(row => row.Setup == Setup.Before).Hour, PlannerBefore, Invoker, job);
        PrintRow(Setup.Default, busy.First(row => row.Setup == Setup.Default).Hour, Planner, Invoker, job);

        Samples.Title("The same with every other size");
        Console.WriteLine(Columns);
        foreach (var (setup, hour) in busy)
        {
            foreach (var (planner, invoker) in Planners.SelectMany(planner => Invokers.Select(invoker => (planner, invoker))))
                PrintRow(setup, hour, planner, invoker, job);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| the job | | | | | | ${job:F2} | 100% | ${ThreeJobs(busy[0].Hour.Job):F2} |"));
    }

    private static void PrintRow(Setup setup, BusyHour hour, Size planner, Size invoker, double job)
    {
        var planning = hour.Planner + Start(planner);
        var invoking = invoker.IsShared ? hour.Shared + Start(invoker) : hour.OneEach + (hour.AtOnce * Start(invoker));
        var services = (hour.Pushes * PriceList.Request) + (hour.Writes * PriceList.Write) + (hour.Reads * PriceList.Read)
            + (((hour.Pushes - hour.Nacked) + hour.Pushes) * MessageBytes * PriceList.PubSubByte);
        var all = ((planning * planner.Second) + (invoking * invoker.Second) + services) * HoursAMonth;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {setup} | {planner} | {Month(planning, planner)} | {invoker} | {Month(invoking, invoker)} | ${services * HoursAMonth:F3} ")
            + string.Create(CultureInfo.InvariantCulture,
            $"| ${all:F2} | {all / job:P0} | ${Three(planner, planning, invoker, invoking, services):F2} |"));
    }

    private static string Month(double seconds, Size size) => string.Create(CultureInfo.InvariantCulture,
        $"{seconds:F1} s × ${size.Second:F9} = ${seconds * size.Second * HoursAMonth:F2}");

    private static double Start(Size size) => Math.Ceiling(StartCpu / Math.Min(size.Cpu, 1) * 10) / 10;

    private static double Three(Size planner, double planning, Size invoker, double invoking, double services)
    {
        var hours = 3 * HoursAMonth;
        var cpu = ((planning * planner.Cpu) + (invoking * invoker.Cpu)) * hours;
        var memory = ((planning * planner.Memory) + (invoking * invoker.Memory)) * hours;
        return Beyond(cpu, PriceList.FreeFunctionCpu, PriceList.FunctionCpu)
            + Beyond(memory, PriceList.FreeFunctionMemory, PriceList.FunctionMemory)
            + (services * hours);
    }

    private static double ThreeJobs(double seconds) => Beyond(seconds * 3 * HoursAMonth, PriceList.FreeJobCpu, PriceList.JobCpu)
        + Beyond(0.5 * seconds * 3 * HoursAMonth, PriceList.FreeJobMemory, PriceList.JobMemory);

    private static double Beyond(double used, double free, double price) => Math.Max(0, used - free) * price;
}
