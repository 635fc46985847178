using Loadgen.Simulation.Hours;
using Loadgen.Simulation.Instances;
using Loadgen.Simulation.Tests.Mutants;

namespace Loadgen.Simulation.Tests;

/// <summary>The simulator can fail: for each promise there is a mutant that breaks it, and is noticed.</summary>
public sealed class MutantTests
{
    private const int Hours = 400;

    public static TheoryData<string, string, string> Mutants => new()
    {
        { nameof(AppendWithoutPrecondition), "verify: ", "writers do not see each other, so nobody knows which line is missing" },
        { nameof(ClaimSkipped), "promise 2", "two deliveries of one message both call" },
        { nameof(ClockNotRead), "promise 3", "a timer that ends early is believed" },
        { nameof(AcknowledgedBeforeStored), "promise 4", "the message is gone, and the line with the instance" },
        { nameof(ClaimStaleAtOnce), "promise 4", "a result is dropped for a line that says unknown" },
        { nameof(HoldWithoutLimit), "promise 5", "a push is not answered in time" },
        { nameof(CheckpointAhead), "verify: Missing", "the redelivered tick goes on behind where it stopped" },
        { nameof(TickAcknowledgedAtOnce), "verify: Missing", "a lost planner is not replaced" },
        { nameof(HourForgotten), "promise 2", "a second tick runs the hour again" },
        { nameof(ClaimNeverStale), "promise 1", "what a lost holder had stays undone" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_is_noticed(string mutant, string problem, string reason)
    {
        var type = typeof(MutantTests).Assembly.GetType($"{typeof(ClaimSkipped).Namespace}.{mutant}", throwOnError: true)!;
        for (var seed = 0; seed < Hours; seed++)
        {
            var report = SimulatedHour.Run(HourSettings.Of(seed), (Mutant)Activator.CreateInstance(type)!);
            if (report.Problems.Any(found => found.StartsWith(problem, StringComparison.Ordinal)))
                return;
        }

        Assert.Fail($"{mutant} went unnoticed for {Hours} hours, though {reason}.");
    }
}
