namespace Loadgen.Simulation.Evidence;

/// <summary>What was published, and when the broker had it.</summary>
internal sealed class Publications(int events)
{
    private readonly long[] _firstOut = new long[events];
    private readonly Dictionary<int, HashSet<string>> _messagesByNumber = [];
    private readonly List<(Push By, DateTimeOffset At)> _continuations = [];

    /// <summary>How many events are out.</summary>
    public int EventsOut { get; private set; }

    /// <summary>How many messages the publisher was told had failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Numbers of continuations that several messages published for.</summary>
    public IEnumerable<int> Doubled => _messagesByNumber.Where(number => number.Value.Count > 1).Select(number => number.Key);

    /// <summary>Somebody publishes for a push.</summary>
    public void Began(Push by)
    {
        var number = by.Continuation ?? 0;
        if (!_messagesByNumber.TryGetValue(number, out var messages))
            _messagesByNumber.Add(number, messages = []);
        messages.Add(by.MessageId);
    }

    public void Fail(Push by, int messages)
    {
        by.HasFailed = true;
        Failed += messages;
    }

    /// <summary>The broker has an event's message.</summary>
    public void EventIsOut(int place, DateTimeOffset at)
    {
        if (_firstOut[place] != 0)
            return;
        _firstOut[place] = at.UtcTicks;
        EventsOut++;
    }

    /// <summary>The broker has a continuation.</summary>
    public void ContinuationIsOut(Push by, DateTimeOffset at) => _continuations.Add((by, at));

    /// <summary>When the broker first had an event's message.</summary>
    public DateTimeOffset? FirstOut(int place) =>
        _firstOut[place] == 0 ? null : new DateTimeOffset(_firstOut[place], TimeSpan.Zero);

    /// <summary>Whether a push was followed by a continuation.</summary>
    public bool HasContinued(Push push) => _continuations.Exists(one => one.By == push && one.At <= push.To);

    /// <summary>Whether another message published as the continuation that this one is.</summary>
    public bool IsDoubled(Push push) => push.Continuation is { } number
        && _messagesByNumber.TryGetValue(number, out var messages)
        && messages.Any(id => id != push.MessageId);
}
