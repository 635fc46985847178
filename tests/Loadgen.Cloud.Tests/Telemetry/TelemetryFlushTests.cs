using System.Collections.Concurrent;
using Loadgen.Cloud.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cloud.Tests.Telemetry;

public sealed class TelemetryFlushTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // By the machine's clock: how long a test waits for what must come.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly BlockingCollection<bool> _sent = [];
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly SemaphoreSlim _allowed = new(0);

    public void Dispose()
    {
        _sent.Dispose();
        _allowed.Dispose();
    }

    [Fact]
    public async Task An_answer_waits_until_all_is_sent()
    {
        var answer = End(Flush());
        Next();

        Assert.False(answer.IsCompleted);
        _allowed.Release();
        await answer.WaitAsync(Deadline, TimeProvider.System);
    }

    [Fact]
    public async Task Those_who_end_while_one_flush_is_under_way_share_the_next_one()
    {
        var flush = Flush();
        var first = End(flush);
        Next();
        var others = Enumerable.Range(0, 10).Select(_ => End(flush)).ToList();

        _allowed.Release();
        await first.WaitAsync(Deadline, TimeProvider.System);
        Assert.All(others, other => Assert.False(other.IsCompleted));
        await AdvanceUntilSentAsync(Pause);
        _allowed.Release();

        await Task.WhenAll(others).WaitAsync(Deadline, TimeProvider.System);
        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData(0, 200, "as soon as the last one")]
    [InlineData(150, 50, "a while after")]
    [InlineData(200, 0, "after the pause")]
    public async Task There_is_a_pause_between_the_beginnings_of_flushes(int after, int wait, string reason)
    {
        var flush = Flush();
        _allowed.Release(2);
        await End(flush).WaitAsync(Deadline, TimeProvider.System);
        Next();

        _time.Advance(TimeSpan.FromMilliseconds(after));
        var second = End(flush);
        if (wait > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            _time.Advance(TimeSpan.FromMilliseconds(wait - 1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            Assert.True(!second.IsCompleted && _sent.Count == 0, reason);
        }

        await AdvanceUntilSentAsync(TimeSpan.FromMilliseconds(1));
        await second.WaitAsync(Deadline, TimeProvider.System);
    }

    [Fact]
    public async Task An_answer_waits_two_seconds_at_most_and_the_reason_is_told()
    {
        var flush = Flush();
        var first = End(flush);
        Next();
        var second = End(flush);
        _time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.False(first.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await Task.WhenAll(first, second).WaitAsync(Deadline, TimeProvider.System);
        Assert.Equal(2, _warnings.Count);
        Assert.Contains("within 2 s", _warnings.First(), StringComparison.Ordinal);
        _allowed.Release(2);
        Next();
    }

    [Theory]
    [InlineData(true, "it stops already")]
    [InlineData(false, "it stops while an answer waits")]
    public async Task An_instance_that_stops_keeps_no_answer_waiting(bool isBefore, string reason)
    {
        using var stopping = new CancellationTokenSource();
        var work = Flush().Work(stopping.Token);
        if (isBefore)
            await stopping.CancelAsync();
        var answer = work.DisposeAsync().AsTask();
        Assert.True(answer.IsCompleted == isBefore, reason);

        await stopping.CancelAsync();

        await answer.WaitAsync(Deadline, TimeProvider.System);
        Assert.Empty(_warnings);
        _allowed.Release();
    }

    [Fact]
    public async Task Only_a_flush_that_finds_nobody_at_work_is_told_that_it_may_be_the_last()
    {
        var flush = Flush(TimeSpan.Zero);
        _allowed.Release(2);
        var (first, second) = (flush.Work(), flush.Work());

        await first.DisposeAsync().AsTask().WaitAsync(Deadline, TimeProvider.System);
        Assert.False(Next());
        await second.DisposeAsync().AsTask().WaitAsync(Deadline, TimeProvider.System);
        Assert.True(Next());
    }

    [Fact]
    public async Task A_flush_takes_no_thread_from_the_pool()
    {
        var isPool = new TaskCompletionSource<bool>();
        var flush = new TelemetryFlush(
            _ => isPool.SetResult(Thread.CurrentThread.IsThreadPoolThread), _warnings.Enqueue, Pause, Patience, _time);

        await End(flush);

        Assert.False(await isPool.Task);
    }

    private static Task End(TelemetryFlush flush) => flush.Work().DisposeAsync().AsTask();

    /// <summary>What the next flush was told, once it is under way.</summary>
    private bool Next() => _sent.TryTake(out var isIdle, Deadline) ? isIdle : throw new TimeoutException("There was no flush.");

    private TelemetryFlush Flush(TimeSpan? pause = null) => new(
        isIdle =>
        {
            _sent.Add(isIdle);
            _allowed.Wait(Deadline);
        },
        _warnings.Enqueue,
        pause ?? Pause,
        Patience,
        _time);

    /// <summary>Lets time pass until there was a flush: nobody tells when the pause before it has begun.</summary>
    private async Task AdvanceUntilSentAsync(TimeSpan step)
    {
        for (var tries = 0; tries < 1000 && _sent.Count == 0; tries++)
        {
            _time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Next();
    }
}
