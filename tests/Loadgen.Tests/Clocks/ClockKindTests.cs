using Loadgen.Clocks;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Clocks;

public sealed class ClockKindTests
{
    [Fact]
    public void A_clock_is_the_machines_unless_it_says_something_else()
    {
        Assert.Equal(new("machine", 1), ClockKind.Of(TimeProvider.System));
        Assert.Equal(new("scaled", 60), ClockKind.Of(new ScaledTimeProvider(TimeProvider.System, World.Hour, 60)));
    }
}
