namespace Loadgen.Simulation.Evidence;

/// <summary>What became of a request to the store.</summary>
internal enum StoreFate
{
    /// <summary>Nothing yet.</summary>
    Pending,

    /// <summary>It took effect, and was answered.</summary>
    Done,

    /// <summary>It was answered, and found another generation than it expected.</summary>
    Overtaken,

    /// <summary>It had no effect.</summary>
    Refused,

    /// <summary>It took effect, and was not answered.</summary>
    AnswerLost,
}

/// <summary>One request to the store.</summary>
/// <param name="by">The push that was worked on.</param>
/// <param name="verb">read, list, write, compose or delete.</param>
internal sealed class StoreRequest(Push by, string verb, string name, DateTimeOffset from)
{
    public Push By { get; } = by;

    public string Verb { get; } = verb;

    public string Name { get; } = name;

    /// <summary>When it was sent, and what became of it.</summary>
    public RequestCourse Course { get; } = new(from);

    public DateTimeOffset From => Course.From;

    public DateTimeOffset? To => Course.To;

    public bool HasFailed => Course.HasFailed;

    /// <summary>When it took effect, where it did.</summary>
    public DateTimeOffset? EffectAt { get; set; }
}

/// <summary>When a request was sent, and what became of it.</summary>
internal sealed class RequestCourse(DateTimeOffset from)
{
    public DateTimeOffset From { get; } = from;

    public DateTimeOffset? To { get; private set; }

    public StoreFate Fate { get; private set; }

    /// <summary>Whether the store is to blame for its failure.</summary>
    public bool HasFailed => Fate is StoreFate.Refused or StoreFate.AnswerLost;

    public void End(StoreFate fate, DateTimeOffset at) => (Fate, To) = (fate, at);
}
