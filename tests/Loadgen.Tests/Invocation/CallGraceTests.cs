using Loadgen.Invocation;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Invocation;

public sealed class CallGraceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_is_over_7_s_after_the_stop()
    {
        using var stop = new CancellationTokenSource();
        var grace = new CallGrace(stop.Token, _time);
        _time.Advance(TimeSpan.FromDays(9));
        await stop.CancelAsync();

        _time.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        Assert.False(grace.Over.IsCancellationRequested, "calls may go on");
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(grace.Over.IsCancellationRequested, "calls are given up");
    }

    [Fact]
    public void A_stop_that_came_before_it_counts()
    {
        var grace = new CallGrace(new CancellationToken(canceled: true), _time);

        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.True(grace.Over.IsCancellationRequested);
    }
}
