using Loadgen.Cli.Deployments;

namespace Loadgen.Cli.Tests.Deployments;

/// <summary>How long a message goes on coming that is handed back at once, each time.</summary>
public sealed class DeliveryRulesTests
{
    /// <summary>From its publication to when it is due, and then from its claim to when that is stale.</summary>
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(3600), StaleClaim = TimeSpan.FromSeconds(600);

    [Fact]
    public void An_event_that_another_instance_has_claimed_comes_until_the_claim_is_stale_however_early_it_was_published()
    {
        // 1, 2, 4, 8, 16, 32, and then 60 s.
        Assert.Equal(15, AttemptsUntil(StaleClaim, DeliveryRules.Events));
        Assert.InRange(
            AttemptsUntil(LongestLead, DeliveryRules.Events) + AttemptsUntil(StaleClaim, DeliveryRules.Events),
            1,
            DeliveryRules.MostAttempts - 1);
    }

    [Fact]
    public void A_planner_that_fails_at_once_has_a_dozen_minutes_to_recover_in() =>
        // One that waits for the store uses up an attempt in PLAN_WINDOW_S, and 540 times as long.
        Assert.InRange(AttemptsUntil(TimeSpan.FromMinutes(12), DeliveryRules.Ticks), 1, DeliveryRules.MostAttempts - 1);

    [Fact]
    public void The_first_redeliveries_of_both_come_within_the_default_lead()
    {
        var lead = TimeSpan.FromSeconds(10);

        Assert.Equal(3, AttemptsUntil(lead, DeliveryRules.Ticks) - 1);
        Assert.Equal(3, AttemptsUntil(lead, DeliveryRules.Events) - 1);
    }

    /// <summary>Deliveries in such a time; a further one comes after it.</summary>
    private static int AttemptsUntil(TimeSpan end, DeliveryRules rules)
    {
        var attempts = 0;
        var backoff = DeliveryRules.MinimumBackoff;
        for (var at = TimeSpan.Zero; at <= end; attempts++)
        {
            at += backoff;
            backoff = backoff * 2 < rules.MaximumBackoff ? backoff * 2 : rules.MaximumBackoff;
        }

        return attempts;
    }
}
