namespace Loadgen.Simulation.Evidence;

/// <summary>The life of one instance, as only the simulator knows it.</summary>
/// <param name="function"><c>planner</c> or <c>invoker</c>.</param>
/// <param name="place">Which of the function's places it has, from 0.</param>
internal sealed class Life(string function, int place, string name)
{
    /// <summary>What an instance has from SIGTERM to its end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>What of that it may keep for storing that it gives its calls up; its timers may be a little early.</summary>
    private static readonly TimeSpan GivingUp = TimeSpan.FromSeconds(3.1);

    private readonly HashSet<RequestCourse> _underway = [];

    public string Function { get; } = function;

    public int Place { get; } = place;

    public string Name { get; } = name;

    /// <summary>When it got SIGTERM.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>When it was gone, whether it had crashed or its grace was over.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary>When the grace ends.</summary>
    public DateTimeOffset? GraceEnd => StoppedAt + Grace;

    /// <summary>Until when it may give up no call.</summary>
    public DateTimeOffset? CallsGoOnUntil => GraceEnd - GivingUp;

    /// <summary>Whether it went without its grace.</summary>
    public bool HasCrashed => GoneAt is { } gone && !(GraceEnd <= gone);

    /// <summary>Its requests to the store that failed, in the order of their ends.</summary>
    public List<RequestCourse> Failed { get; } = [];

    /// <summary>Its requests to the store that came too late for another one.</summary>
    public List<RequestCourse> Overtaken { get; } = [];

    /// <summary>Its requests to the store that it did not live to see answered.</summary>
    public List<RequestCourse> Unanswered { get; } = [];

    /// <summary>Its requests that were to bring lines into the log, in the order in which they were sent.</summary>
    public List<RequestCourse> OfLines { get; } = [];

    public bool IsGoneBy(DateTimeOffset moment) => GoneAt <= moment;

    /// <summary>It sends a request to the store.</summary>
    public void Began(StoreRequest request, bool isOfLines)
    {
        _underway.Add(request.Course);
        if (isOfLines)
            OfLines.Add(request.Course);
    }

    /// <summary>One of its requests is over.</summary>
    public void Ended(RequestCourse request)
    {
        var wasAwaited = _underway.Remove(request);
        if (request.HasFailed)
            Failed.Add(request);
        else if (wasAwaited && request.Fate == StoreFate.Overtaken)
            Overtaken.Add(request);
    }

    public void Gone(DateTimeOffset at)
    {
        GoneAt = at;
        Unanswered.AddRange(_underway);
        _underway.Clear();
    }
}
