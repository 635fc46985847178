using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Planning;

/// <summary>
/// How far the publishing of an hour is. Several batches are under way at once, and are confirmed in any order; the checkpoint says what is
/// confirmed from the plan's first event on. Requests may end on any thread; one flow alone takes batches.
/// </summary>
/// <param name="published">How many of its events are published for certain.</param>
/// <param name="number">The number of the message that has it published: the tick's is 0.</param>
/// <param name="isReplay">Whether the run is a replay, as far as that is known.</param>
/// <param name="spans">Those of the messages.</param>
internal sealed class HourProgress(HourPlan plan, int published, int number, bool isReplay, PublishSpans spans)
{
    /// <summary>An invoker that had nothing to do for so long may be gone.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(600);

    private readonly Lock _gate = new();

    /// <summary>Where batches begin that were confirmed before one in front of them, and where they end.</summary>
    private readonly SortedDictionary<int, int> _ahead = [];

    private int _next = published;
    private int _published = published;
    private int _saved = published;
    private TaskCompletionSource? _news;

    public HourPlan Plan { get; } = plan;

    public int Number { get; } = number;

    public bool IsReplay { get; } = isReplay;

    /// <summary>Whether another message goes on with the run.</summary>
    public bool IsRelieved { get; private set; }

    /// <summary>The event to publish next; <see langword="null"/> where all are under way.</summary>
    public PlannedEvent? Next => _next < Plan.Events.Count ? Plan.Events[_next] : null;

    /// <summary>Whether nothing happens for a long time before the next event, or nothing has happened yet.</summary>
    public bool IsAfterPause => _next == 0 || Plan.Events.DueTimes[_next] - Plan.Events.DueTimes[_next - 1] >= Pause;

    /// <summary>How many of the plan's first events are published for certain.</summary>
    public int Published
    {
        get
        {
            lock (_gate)
                return _published;
        }
    }

    public bool IsAllPublished => Published == Plan.Events.Count;

    /// <summary>Whether more is published than the checkpoint says.</summary>
    public bool HasUnsavedProgress
    {
        get
        {
            lock (_gate)
                return _published > _saved;
        }
    }

    public bool IsAllSaved => IsAllPublished && !HasUnsavedProgress;

    /// <summary>Takes the next events that are due by a moment, as many as go into one request. There must be one.</summary>
    public EventBatch Take(DateTimeOffset dueBy)
    {
        int end;
        lock (_gate)
            end = _ahead.Keys.FirstOrDefault(begin => begin > _next, Plan.Events.Count);
        var batch = EventBatch.Of(Plan, _next, end, dueBy, spans);
        lock (_gate)
            MoveTo(batch.End);
        return batch;
    }

    /// <summary>Has everything taken anew that is not confirmed: whoever was publishing it has stopped.</summary>
    public void TakeBack()
    {
        lock (_gate)
            MoveTo(_published);
    }

    public void Confirm(EventBatch batch)
    {
        TaskCompletionSource? waiting = null;
        lock (_gate)
        {
            _ahead.Add(batch.First, batch.End);
            while (_ahead.Remove(_published, out var end))
                _published = end;
            if (_published > _saved)
                (waiting, _news) = (_news, null);
        }

        // Outside of the lock: who waits may go on here and now.
        waiting?.TrySetResult();
    }

    /// <summary>Waits until there is something to save.</summary>
    public Task NewsAsync()
    {
        lock (_gate)
        {
            if (_published > _saved)
                return Task.CompletedTask;
            _news = new();
            return _news.Task;
        }
    }

    /// <summary>Takes note of what is stored.</summary>
    /// <param name="reached">How many were published when it was.</param>
    public void Saved(int reached, Checkpoint stored)
    {
        lock (_gate)
            _saved = Math.Max(_saved, reached);
        IsRelieved = Number < stored.Number;
    }

    /// <summary>What was confirmed out of turn is not published again.</summary>
    private void MoveTo(int position)
    {
        _next = position;
        while (_ahead.TryGetValue(_next, out var end))
            _next = end;
    }
}
