namespace Loadgen.Analysis.Costs;

/// <summary>The sizes that Terraform deploys for a peak; terraform/scale.tf tells why they are these.</summary>
/// <param name="PlannerCpu">vCPUs of the planner.</param>
/// <param name="PlannerMemory">GiB of the planner.</param>
/// <param name="InvokerMemory">GiB of an invoker, which has one vCPU.</param>
/// <param name="Concurrency">How many events an invoker takes at once.</param>
public sealed record DeployedSize(double PlannerCpu, double PlannerMemory, double InvokerMemory, int Concurrency)
{
    /// <summary>Cloud Run adds an instance where the others are at three fifths of their concurrency.</summary>
    private const double Headroom = 5.0 / 3;

    private const double EventsOfAnInstance = 50;

    /// <summary>How many events an invoker has at once where there are many.</summary>
    public double EventsAtOnce => Concurrency / Headroom;

    /// <summary>What is deployed.</summary>
    /// <param name="peak"><c>peak_events_per_second</c>; 0: it is not set.</param>
    /// <param name="held">How long an event is held and called.</param>
    public static DeployedSize Of(double peak, TimeSpan held)
    {
        // Binary fractions: what is 750 may come out as a little more.
        var events = Math.Ceiling(Math.Round(Math.Min(peak, EventsOfAnInstance) * held.TotalSeconds * Headroom, 6));
        var concurrency = (int)Math.Clamp(events, 80, 1000);
        var (cpu, memory) = peak switch
        {
            > 25 => (1, 1),
            > 1 => (0.5, 0.5),
            _ => (0.08, 0.25),
        };
        return new(cpu, memory, concurrency > 500 ? 1 : 0.5, concurrency);
    }

    /// <summary>What a second of the planner costs, in dollars.</summary>
    internal double PlannerSecond => (PlannerCpu * PriceList.FunctionCpu) + (PlannerMemory * PriceList.FunctionMemory);

    /// <summary>What a second of an invoker costs, in dollars.</summary>
    internal double InvokerSecond => PriceList.FunctionCpu + (InvokerMemory * PriceList.FunctionMemory);
}
