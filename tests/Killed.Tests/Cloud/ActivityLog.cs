using Loadgen.Emulation.PubSub;

namespace Killed.Tests.Cloud;

/// <summary>All that happened to messages, to look up and to wait for.</summary>
internal sealed class ActivityLog
{
    /// <summary>Of the machine: whoever waits longer waits for something that does not come.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<PubSubActivity> _all = [];
    private readonly List<(Func<PubSubActivity, bool> Is, TaskCompletionSource<PubSubActivity> Seen)> _awaited = [];

    public ActivityLog(PubSubBroker broker) => broker.Observe(Add);

    /// <summary>The first of the kind that befalls an event's message, or without an event the tick.</summary>
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

        bool Is(PubSubActivity activity) =>
            activity.Kind == kind && activity.Message.Attributes.GetValueOrDefault("function_id") == functionId;
    }

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
