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

    public string Function { get; } = function;

    public int Place { get; } = place;

    public string Name { get; } = name;

    /// <summary>When it got SIGTERM.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>When it was gone, whether it had crashed or its grace was over.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>When the grace ends.</summary>
    public DateTimeOffset? GraceEnd => StoppedAt + Grace;

    /// <summary>Until when it may give up no call.</summary>
    public DateTimeOffset? CallsGoOnUntil => GraceEnd - GivingUp;

    /// <summary>Whether it went without its grace.</summary>
    public bool HasCrashed => GoneAt is { } gone && !(GraceEnd <= gone);

    public bool IsGoneBy(DateTimeOffset moment) => GoneAt <= moment;
}
