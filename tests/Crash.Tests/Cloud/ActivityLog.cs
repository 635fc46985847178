using Loadgen.Emulation.PubSub;

namespace Crash.Tests.Cloud;

/// <summary>Everything that happened to messages, to look up and to wait for.</summary>
internal sealed class ActivityLog
{
    /// <summary>On the machine's clock: whoever waits longer waits in vain.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly List<PubSubActivity> _all = [];
    private readonly List<(Func<PubSubActivity, bool> Is, TaskCompletionSource<PubSubActivity> Seen)> _awaited = [];

    public ActivityLog(PubSubBroker broker) => broker.Observe(Add);

    /// <summary>The first activity of a kind with an event's message, or without an event with the tick.</summary>
    /// <exception cref="TimeoutException">It does not come.</exception>
    public Task<PubSubActivity> FirstAsync(PubSubActivityKind kind, string? functionId = null)
    {
        var awaited = new TaskCompletionSource<PubSubActivity>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_all.Find(Is) is { } known)
                return Task.FromResult(known);
            _awaited.Add((Is, awaited));
        }

        return awaited.Task.WaitAsync(Longest, TimeProvider.System);

        bool Is(PubSubActivity activity) => ActivityLog.Is(activity, kind, functionId);
    }

    /// <summary>All activities of a kind so far with an event's message, or without an event with the tick.</summary>
    public IReadOnlyList<PubSubActivity> All(PubSubActivityKind kind, string? functionId = null)
    {
        lock (_lock)
            return _all.FindAll(activity => Is(activity, kind, functionId));
    }

    private static bool Is(PubSubActivity activity, PubSubActivityKind kind, string? functionId) =>
        activity.Kind == kind && activity.Message.Attributes.GetValueOrDefault("function_id") == functionId;

    private void Add(PubSubActivity activity)
    {
        lock (_lock)
        {
            _all.Add(activity);
            foreach (var awaited in _awaited.Where(awaited => awaited.Is(activity)))
                awaited.Seen.TrySetResult(activity);
        }
    }
}
