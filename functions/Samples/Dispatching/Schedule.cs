namespace Loadgen.Samples.Dispatching;

/// <summary>What the dispatcher decides. It has an entry for every function at every hour.</summary>
public sealed class Schedule
{
    private readonly IReadOnlyList<ScheduleEntry> _entries;
    private readonly FunctionUrls _urls;

    internal Schedule(IReadOnlyList<ScheduleEntry> entries, FunctionUrls urls, TimeSpan forwardTimeout)
    {
        _entries = entries;
        _urls = urls;
        ForwardTimeout = forwardTimeout;
    }

    /// <summary>How long a forwarded call may take.</summary>
    public TimeSpan ForwardTimeout { get; }

    /// <summary>The entry that decides.</summary>
    /// <param name="hour">The hour of the day in UTC, 0–23.</param>
    public ScheduleEntry Find(string function, int hour) => _entries.First(entry => entry.IsFor(function, hour));

    /// <summary>Where a function is called; <see langword="null"/> where no URL is configured.</summary>
    public Uri? UrlOf(string function, ScheduleEntry entry) =>
        entry.FunctionUrl is { } own ? new Uri(own) : _urls.Find(function, entry.TargetRegion);
}
