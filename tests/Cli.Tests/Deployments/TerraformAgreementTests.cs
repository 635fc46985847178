using System.Text.RegularExpressions;
using Loadgen.Cli.Deployments;

namespace Loadgen.Cli.Tests.Deployments;

/// <summary>What <c>loadgen up</c> wires is what Terraform deploys: the same names and numbers.</summary>
public sealed partial class TerraformAgreementTests
{
    private static readonly string Module = Path.Combine(BuildMetadata.Get("Loadgen.Repository"), "terraform", "modules", "scenario");

    private static readonly string PubSub = File.ReadAllText(Path.Combine(Module, "pubsub.tf"));

    [Fact]
    public void The_numbers_of_the_push_subscriptions()
    {
        var push = Block("resource \"google_pubsub_subscription\" \"push\"");

        Assert.Equal($"\"{DeliveryRules.MinimumBackoff.TotalSeconds:0}s\"", Value(push, "minimum_backoff"));
        Assert.Equal("local.longest_backoff[each.value.topic]", Value(push, "maximum_backoff"));
        Assert.Equal(
            $"{{ ticks = \"{DeliveryRules.Ticks.MaximumBackoff.TotalSeconds:0}s\", "
                + $"events = \"{DeliveryRules.Events.MaximumBackoff.TotalSeconds:0}s\" }}",
            Value(Block("locals"), "longest_backoff"));
        Assert.Equal($"{DeliveryRules.MostAttempts}", Value(push, "max_delivery_attempts"));
        Assert.Equal("local.ack_deadline_s", Value(push, "ack_deadline_seconds"));
        Assert.Equal(
            $"{DeliveryRules.AckDeadline.TotalSeconds:0}", Value(File.ReadAllText(Path.Combine(Module, "main.tf")), "ack_deadline_s"));
    }

    [Fact]
    public void The_names_of_topics_and_subscriptions()
    {
        // In Terraform, "loadgen-baseline" is var.name.
        var resources = new ScenarioResources("my-project", "baseline");

        Assert.Equal(
            "toset([\"ticks\", \"events\", \"dead-letters\"])", Value(Block("resource \"google_pubsub_topic\" \"this\""), "for_each"));
        Assert.Equal("\"${var.name}-${each.key}\"", Value(Block("resource \"google_pubsub_topic\" \"this\""), "name"));
        Assert.Equal(
            ["ticks", "events", "dead-letters"],
            new[] { resources.TicksTopic, resources.EventsTopic, resources.DeadLettersTopic }
                .Select(name => name["projects/my-project/topics/loadgen-baseline-".Length..]));

        Assert.Equal("\"${var.name}-${each.key}\"", Value(Block("resource \"google_pubsub_subscription\" \"push\""), "name"));
        Assert.Equal("\"${var.name}-dead-letters\"", Value(Block("resource \"google_pubsub_subscription\" \"dead_letters\""), "name"));
        Assert.Equal(
            ["planner", "invoker", "dead-letters"],
            new[] { resources.PlannerSubscription, resources.InvokerSubscription, resources.DeadLettersSubscription }
                .Select(name => name["projects/my-project/subscriptions/loadgen-baseline-".Length..]));
    }

    /// <summary>From a heading to the line that ends its block: fmt has put its brace in the first column.</summary>
    private static string Block(string heading)
    {
        var start = PubSub.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        return PubSub[start..PubSub.IndexOf("\n}", start, StringComparison.Ordinal)];
    }

    private static string Value(string block, string name) =>
        Assignment().Matches(block).First(match => match.Groups["name"].Value == name).Groups["value"].Value;

    [GeneratedRegex(
        """^ *(?<name>\w+) += (?<value>[^#\n]*[^#\s])""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Assignment();
}
