using System.Collections.Concurrent;
using System.Globalization;

namespace Crash.Tests.Processes;

/// <summary>
/// A function as Cloud Run keeps it: a number of instances, each replaced as soon as it crashes or is told to stop; requests go only to
/// those that serve.
/// </summary>
/// <param name="start">Starts an instance under a name.</param>
internal sealed class FunctionService(int count, Func<string, FunctionProcess> start) : IAsyncDisposable
{
    /// <summary>Against a hang; a start may take long on a busy machine.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    private readonly FunctionProcess?[] _serving = new FunctionProcess?[count];
    private readonly ConcurrentBag<FunctionProcess> _all = [];
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly CancellationTokenSource _end = new();
    private Task _keeping = Task.CompletedTask;
    private int _next;

    /// <summary>The instances that serve at present.</summary>
    public IReadOnlyList<FunctionProcess> Serving => [.. _serving.OfType<FunctionProcess>().Where(process => process.IsServing)];

    /// <summary>How many instances there have been.</summary>
    public int Started => _all.Count;

    /// <summary>The instances that ended by themselves.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Starts all instances; done when they serve.</summary>
    public async Task StartAsync()
    {
        for (var slot = 0; slot < count; slot++)
            _serving[slot] = StartOne(slot, generation: 0);
        var first = _serving.OfType<FunctionProcess>().ToList();
        _keeping = Task.WhenAll(Enumerable.Range(0, count).Select(KeepAsync));
        await Task.WhenAll(first.Select(process => process.Listening)).WaitAsync(LongestStart, TimeProvider.System);
    }

    /// <summary>The instance for the next request.</summary>
    /// <exception cref="HttpRequestException">None serves: what a caller sees as a refused connection.</exception>
    public async Task<Uri> NextAsync()
    {
        var serving = Serving;
        return serving.Count > 0
            ? await serving[(Interlocked.Increment(ref _next) & int.MaxValue) % serving.Count].Listening
            : throw new HttpRequestException("No instance serves.");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        foreach (var process in _all)
            await process.DisposeAsync();
        _end.Dispose();
    }

    private FunctionProcess StartOne(int slot, int generation)
    {
        var process = start(string.Create(CultureInfo.InvariantCulture, $"{slot}-{generation:D3}"));
        _all.Add(process);
        return process;
    }

    // A campaign has more instances than a process may have open files.
    private static async Task RetireAsync(FunctionProcess process)
    {
        await process.Ended;
        await process.DisposeAsync();
    }

    private async Task KeepAsync(int slot)
    {
        var ended = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        for (var generation = 1; ; generation++)
        {
            var process = _serving[slot]!;
            await Task.WhenAny(process.Ended, process.Leaving, ended);
            if (ended.IsCompleted)
                return;
            if (!process.HadToEnd)
                _problems.Enqueue($"{process.Name} ended though nobody ended it");
            _serving[slot] = StartOne(slot, generation);
            _ = RetireAsync(process);
        }
    }
}
