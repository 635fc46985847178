using Loadgen.Samples.Workloads;

namespace Loadgen.Samples.Tests.Workloads;

public sealed class CpuWorkTests
{
    private readonly CpuWork _cpu = new();

    [Fact]
    public async Task Work_gives_its_result_or_its_error()
    {
        Assert.Equal(7, await _cpu.RunAsync(_ => 7, default));
        await Assert.ThrowsAsync<InvalidDataException>(() => _cpu.RunAsync<int>(_ => throw new InvalidDataException(), default));
    }

    [Fact]
    public async Task There_is_no_more_work_at_a_time_than_processors_and_what_failed_gives_its_turn_back()
    {
        var gate = new Lock();
        var (running, most) = (0, 0);
        int Work(int number)
        {
            lock (gate)
                most = Math.Max(most, ++running);
            Thread.SpinWait(100_000);
            lock (gate)
                running--;
            return number % 3 == 0 ? throw new InvalidDataException() : number;
        }

        var all = Enumerable.Range(0, 8 * Environment.ProcessorCount).Select(number => _cpu.RunAsync(_ => Work(number), default)).ToList();
        await Task.WhenAll(all).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.All(all, (task, number) => Assert.Equal(number % 3 == 0, task.IsFaulted));
        Assert.InRange(most, 1, Environment.ProcessorCount);
    }

    [Fact]
    public async Task Work_that_cannot_be_interrupted_is_left_alone_and_keeps_its_turn_until_it_ends()
    {
        using var caller = new CancellationTokenSource();
        using var end = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stubborn = _cpu.RunAsync(
            _ =>
            {
                started.SetResult();
                end.Wait(CancellationToken.None);
                return 0;
            },
            caller.Token);
        await started.Task;

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stubborn);

        var blockers = Enumerable.Range(1, Environment.ProcessorCount).Select(_ => _cpu.RunAsync(_ => 0, default)).ToList();
        end.Set();
        await Task.WhenAll(blockers);
    }

    [Fact]
    public async Task Work_that_nobody_wants_any_more_is_not_begun()
    {
        var begun = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _cpu.RunAsync(_ => begun = true, new CancellationToken(canceled: true)));

        Assert.False(begun);
    }
}
