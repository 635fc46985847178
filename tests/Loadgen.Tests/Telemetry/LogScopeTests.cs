using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Telemetry;

namespace Loadgen.Tests.Telemetry;

public sealed class LogScopeTests
{
    [Fact]
    public void A_scope_says_as_much_as_is_known_by_now()
    {
        var scope = new LogScope { Scenario = "A" };
        Assert.Equal([new("scenario", "A")], scope);

        scope.SetRun(Scenario.A, "20260120T125900Z");
        Assert.Equal([new("run_id", "20260120T125900Z"), new("scenario", "A")], scope);
        Assert.Null(scope.Trace);

        scope.SetEvent(Scenario.A, "20260120T125900Z", "e:01");
        Assert.Equal([new("event_id", "e:01"), new("run_id", "20260120T125900Z"), new("scenario", "A")], scope);
        Assert.Equal(TraceContext.Of(Scenario.A, "20260120T125900Z", "e:01"), scope.Trace);
    }
}
