using Loadgen.Cli.Simulations;
using Loadgen.Simulation.Cloud;

namespace Loadgen.Cli.Tests.Simulations;

public sealed class FaultTextTests
{
    private static readonly (TimeSpan After, TimeSpan For) Outage = (TimeSpan.FromSeconds(288), TimeSpan.FromSeconds(204));

    private static readonly Dictionary<string, FaultProfile> Troubles = new(StringComparer.Ordinal)
    {
        ["Nothing goes wrong."] = FaultProfile.None,
        ["The tick is delivered up to 300 s after its time."] = new() { TickDelay = TimeSpan.FromMinutes(5) },
        ["The scheduler publishes a second tick, some seconds after the first."] = new() { SecondTick = true },
        ["Pub/Sub makes 19.8 % of deliveries twice."] = new() { Duplicates = 0.1977 },
        ["New messages are delivered up to 3 s later."] = new() { DeliveryDelay = TimeSpan.FromSeconds(2.95) },
        ["Pub/Sub starts with a few pushes at a time, and slows down at failures."] = new() { SlowStart = true },
        ["The store and Pub/Sub refuse 50.0 % of requests."] = new() { Refused = 0.5 },
        ["1.4 % of requests to them take effect, and the answer is lost."] = new() { AnswersLost = 0.014 },
        ["A request to the store takes up to 749 ms."] = new() { StoreLatency = TimeSpan.FromMilliseconds(748.8) },
        ["The store does not answer for 204 s, from 288 s after the tick on."] = new() { StoreOutage = Outage },
        ["One invoker cannot reach the store for 204 s, from 288 s after the tick on."] = new() { NetworkCut = Outage },
        ["100.0 % of instances crash."] = new() { Crashes = 1 },
        ["SIGTERM stops an instance 1 time, mostly when an event is due."] = new() { Stops = 1 },
        ["Each topic gets 2 messages that nobody can read."] = new() { Poison = 2 },
        ["25.0 % of calls go wrong: errors, timeouts, answers that never end."] = new() { BadTargets = 0.25 },
        ["Pushes are spread over 4 instances."] = new() { Instances = 4 },
    };

    public static TheoryData<string> Sentences => [.. Troubles.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Each_trouble_is_a_sentence(string sentence) => Assert.Equal([sentence], FaultText.Of(Troubles[sentence]));

    [Fact]
    public async Task The_hour_of_a_seed_is_told_in_sentences()
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync("simulate", "--seed", "2"));

        var lines = shell.Output.Split('\n');
        Assert.Equal("The hour of seed 2:", lines[0]);
        var troubles = lines.Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).ToList();
        Assert.Contains("  Pub/Sub starts with a few pushes at a time, and slows down at failures.", troubles);
        Assert.All(troubles, line => Assert.EndsWith(".", line, StringComparison.Ordinal));
        Assert.DoesNotContain("FaultProfile", shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", shell.Output, StringComparison.Ordinal);
    }
}
