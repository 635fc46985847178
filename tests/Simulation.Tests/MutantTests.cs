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
        { nameof(JoinedUnderAnotherName), "promise 1", "what a reader counts is in two places" },
        { nameof(TakenInWithoutAWord), "promise 1", "so it is where the log does not say what it has taken in" },
        { nameof(ShardDeletedTooSoon), "promise 1", "a line that a reader has seen is not there any more" },
        { nameof(UnansweredBatchRenamed), "promise 1", "a batch whose answer was lost is there twice" },
        { nameof(ClaimNotRenewed), "promise 1", "whoever takes the event over may write its line at the same time" },
        { nameof(TakenOverWithoutPrecondition), "promise 4", "two take the event over, and both write its line" },
        { nameof(ClaimSkipped), "promise 2", "two deliveries of one message both call" },
        { nameof(UnansweredClaimBelieved), "promise 2", "so may whoever has the claim that is not known to stand" },
        { nameof(HourForgotten), "promise 2", "a second tick runs the hour again" },
        { nameof(ClockNotRead), "promise 3", "a timer that ends early is believed" },
        { nameof(LooksEarly), "promise 3", "a fraction of a millisecond is early" },
        { nameof(AcknowledgedBeforeStored), "promise 4", "the message is gone, and the line with the instance" },
        { nameof(LostAppendBelieved), "promise 4", "the message is gone, and the line was never stored" },
        { nameof(ClaimStaleAtOnce), "promise 4", "a result is dropped for a line that says unknown" },
        { nameof(ClaimStaleEarly), "promise 4", "its holder may still be alive" },
        { nameof(UnansweredClaimDisowned), "promise 4", "nobody was lost, and nobody calls" },
        { nameof(HoldWithoutLimit), "promise 5", "a push is not answered in time" },
        { nameof(CheckpointGoesBack), "promise 5", "a planner begins again with what is out" },
        { nameof(EveryContinuationTaken), "promise 5", "two planners on one run become more and more" },
        { nameof(CheckpointAhead), "verify: Missing", "who goes on begins behind where it stopped" },
        { nameof(RefusedBatchBelieved), "promise 5: the checkpoint says", "nobody publishes again what is taken for published" },
        { nameof(BatchCutShort), "promise 5: the checkpoint says", "who goes on begins behind what is not out" },
        { nameof(TickAcknowledgedAtOnce), "verify: Missing", "a lost planner is not replaced" },
        { nameof(ClaimNeverStale), "verify: Missing", "what a lost holder had stays undone" },
        { nameof(LatenessWithoutLimit), "lateness", "a call is sent that nobody wants any more" },
        { nameof(PoisonAcknowledged), "promise 7", "what cannot be read is gone" },
        { nameof(StopIgnored), "promise 8", "held messages go with the instance" },
        { nameof(StopIgnoredByPlanner), "promise 8", "so does the tick" },
        { nameof(ClaimKept), "promise 8", "nobody may call, and the event ends as unknown" },
        { nameof(CallNeverGivenUp), "promise 8", "what was being called is known to nobody for ten minutes" },
        { nameof(WorkAbandoned), "a function has no processor after its answer", "nothing that is abandoned is finished" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_is_noticed(string mutant, string problem, string reason)
    {
        var type = typeof(MutantTests).Assembly.GetType($"{typeof(ClaimSkipped).Namespace}.{mutant}", throwOnError: true)!;
        for (var seed = 0; seed < Hours; seed++)
        {
            var report = SimulatedHour.Run(SettingsOf(seed), (Mutant)Activator.CreateInstance(type)!);
            if (report.Problems.Any(found => found.StartsWith(problem, StringComparison.Ordinal)))
                return;
        }

        Assert.Fail($"{mutant} went unnoticed for {Hours} hours, though {reason}.");
    }

    /// <summary>In every other hour most instances are lost, since much shows only in what becomes of what they had.</summary>
    private static HourSettings SettingsOf(int seed)
    {
        var settings = HourSettings.Of(seed);
        var lossy = settings.FaultProfile with { Crashes = 0.9, Duplicates = 0.5, Instances = 4, TickDelay = default };
        return seed % 2 == 0 ? settings : settings with { FaultProfile = lossy };
    }
}
