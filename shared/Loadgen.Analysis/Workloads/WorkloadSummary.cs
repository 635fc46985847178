using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Analysis.Workloads;

/// <summary>What a workload does, hour by hour and function by function, before it runs.</summary>
/// <remarks>
/// Calls of a minute are exact, as long as <c>JITTER_S</c> is below 60. Where they lie within the minute depends on the event IDs, and so
/// on experiment and trace hour: seconds are those of an example, see <see cref="ExampleHour"/>.
/// </remarks>
public sealed record WorkloadSummary
{
    internal const int MinutesOfHour = 60;

    private WorkloadSummary()
    {
    }

    /// <summary>The workload's name.</summary>
    public required string Name { get; init; }

    /// <summary>A trace hour that is its hour 0.</summary>
    public required TraceHour Starts { get; init; }

    /// <summary>How many hours it lasts.</summary>
    public required int Hours { get; init; }

    /// <summary>The busiest function first; those with as many calls in the order of the file.</summary>
    public required IReadOnlyList<FunctionSummary> Functions { get; init; }

    /// <summary>Calls in each minute of all hours.</summary>
    public required IReadOnlyList<int> CallsPerMinute { get; init; }

    /// <summary>Calls in each hour.</summary>
    public required IReadOnlyList<int> CallsPerHour { get; init; }

    /// <summary>The hour that may have the most calls at once, as an example plans it.</summary>
    public required ExampleHour Example { get; init; }

    /// <summary>All calls.</summary>
    public long Calls => CallsPerHour.Sum(calls => (long)calls);

    /// <summary>The hour with the most calls.</summary>
    public Peak BusiestHour => PeakOf(CallsPerHour, TimeSpan.FromHours(1));

    /// <summary>The minute with the most calls.</summary>
    public Peak BusiestMinute => PeakOf(CallsPerMinute, TimeSpan.FromMinutes(1));

    /// <summary>Summarises a workload. It takes the time of reading all counts once, and of planning one hour.</summary>
    public static WorkloadSummary Of(Workload workload)
    {
        var minutes = new MinuteCount(workload);
        // Those that last longest first: behind their end, there is nothing to ask them.
        List<FunctionCount> counts =
            [.. workload.Functions.Select(function => new FunctionCount(function)).OrderByDescending(count => count.Hours)];
        for (var hour = 0; hour < workload.Hours; hour++)
        {
            foreach (var count in counts.TakeWhile(count => count.Hours > hour))
            {
                count.Add(hour);
                minutes.Add(hour, count.Function.Schedule);
            }

            minutes.EndHour(hour);
        }

        var all = (double)counts.Sum(count => count.Calls);
        return new()
        {
            Name = workload.Name,
            Starts = workload.Starts,
            Hours = workload.Hours,
            Functions =
            [
                .. counts.Select(count => count.Summarise(all)).OrderByDescending(function => function.Calls),
            ],
            CallsPerMinute = minutes.Minutes,
            CallsPerHour = minutes.Hours,
            Example = ExampleHour.Of(workload, minutes.DensestHour),
        };
    }

    private static Peak PeakOf(IReadOnlyList<int> counts, TimeSpan each)
    {
        var most = counts.Max();
        return new(most, counts.Index().First(count => count.Item == most).Index * each);
    }

    private sealed class FunctionCount(WorkloadFunction function)
    {
        private int _most;

        public WorkloadFunction Function { get; } = function;

        public int Hours { get; } = function.Schedule.Hours ?? int.MaxValue;

        public long Calls { get; private set; }

        public void Add(int hour)
        {
            var calls = Function.Schedule.CountIn(hour);
            Calls += calls;
            _most = Math.Max(_most, calls);
        }

        public FunctionSummary Summarise(double all) => new(Function, Calls, _most, all == 0 ? 0 : Calls / all);
    }
}
