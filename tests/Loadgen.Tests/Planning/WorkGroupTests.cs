using Loadgen.Planning;

namespace Loadgen.Tests.Planning;

public sealed class WorkGroupTests
{
    private static Task ForeverAsync(CancellationToken token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);

    [Fact]
    public async Task It_is_done_when_every_part_has_ended()
    {
        var part = new TaskCompletionSource();
        var group = WorkGroup.RunAsync(
            group =>
            {
                _ = group.Add(_ => part.Task);
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.False(group.IsCompleted);
        part.SetResult();
        await group;
    }

    [Fact]
    public async Task A_part_that_fails_ends_the_others_and_is_what_is_told() =>
        Assert.Equal("why", (await Assert.ThrowsAsync<InvalidOperationException>(() => WorkGroup.RunAsync(
            async group =>
            {
                _ = group.Add(ForeverAsync);
                _ = group.Add(_ => throw new InvalidOperationException("why"));
                await ForeverAsync(group.Ending);
            },
            CancellationToken.None))).Message);

    [Fact]
    public async Task Work_that_fails_ends_its_parts()
    {
        var part = Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => WorkGroup.RunAsync(
            group =>
            {
                part = group.Add(ForeverAsync);
                throw new InvalidOperationException();
            },
            CancellationToken.None));

        Assert.True(part.IsCanceled);
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_all()
    {
        using var stop = new CancellationTokenSource();
        var group = WorkGroup.RunAsync(
            group =>
            {
                _ = group.Add(ForeverAsync);
                return ForeverAsync(group.Ending);
            },
            stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => group);
    }
}
