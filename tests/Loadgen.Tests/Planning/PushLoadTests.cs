using Loadgen.Planning;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Planning;

public sealed class PushLoadTests
{
    [Theory]
    [InlineData("", 10, 0, "nothing")]
    [InlineData("0", 10, 1, "one event")]
    [InlineData("0 10.9", 10, 2, "the first is still being called when the second is published")]
    [InlineData("0 11", 10, 1, "the first is over by then")]
    [InlineData("0 0 0 60 60", 10, 3, "the fuller of two bursts")]
    [InlineData("0 1 2 3 4 5 6 7 8 9", 1, 2, "a steady stream")]
    [InlineData("0 1 2 3 4 5 6 7 8 9", 60, 10, "a long lead has all of them out")]
    public void It_is_what_is_published_and_not_yet_over(string seconds, int lead, int peak, string reason)
    {
        var times = seconds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(at => World.Hour.AddSeconds(double.Parse(at, null)));

        Assert.True(peak == PushLoad.PeakOf([.. times], TimeSpan.FromSeconds(lead)), reason);
    }

    [Theory]
    [InlineData(3000, false)]
    [InlineData(3001, true)]
    public void The_planner_warns_of_a_plan_that_Pub_Sub_holds_up(int calls, bool warns)
    {
        var atOnce = new OffsetSchedule(Enumerable.Repeat(TimeSpan.Zero, calls));
        var function = SomeWorkload.BuiltIn["crypto_key_gen"] with { Schedule = atOnce };
        var planner = new PlannerWorld { Source = new KnownWorkload(new("many", [function])) };

        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Equal(
            warns ? ["The run 20260120T125900Z has up to 3001 pushes in flight; Pub/Sub keeps some 3000 in a region, "
                + "and what comes on top is late. A LEAD_S below 10 helps; Terraform sets it where it knows peak_events_per_second."] : [],
            planner.Told.Entries.Where(entry => entry.Event == "too_many_pushes").Select(entry => entry.Message));
    }
}
