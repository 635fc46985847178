using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace StandIns.Tests.PubSub;

public sealed class PublishRetryTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_pauses_are_at_most_100_ms_and_four_times_longer_each()
    {
        var longest = new List<double>();
        var retry = new PublishRetry(_time, pause =>
        {
            longest.Add(pause.TotalMilliseconds);
            return TimeSpan.Zero;
        });

        await Assert.ThrowsAsync<RpcException>(() => retry.RunAsync<int>(_ => throw Unavailable(), CancellationToken.None));

        Assert.Equal([100, 400, 1600, 6400], longest);
    }

    [Fact]
    public async Task What_is_not_answered_within_a_minute_is_given_up()
    {
        var run = new PublishRetry(_time, pause => pause).RunAsync(Never, CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => run)).StatusCode);
    }

    [Fact]
    public async Task A_minute_that_ends_during_a_pause_is_a_deadline_as_well()
    {
        var run = new PublishRetry(_time, _ => TimeSpan.FromSeconds(61)).RunAsync<int>(_ => throw Unavailable(), CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => run)).StatusCode);
    }

    [Fact]
    public async Task The_callers_cancellation_stays_one()
    {
        using var caller = new CancellationTokenSource();
        var run = new PublishRetry(_time, pause => pause).RunAsync(Never, caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static async Task<int> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }

    private static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, "for now"));
}
