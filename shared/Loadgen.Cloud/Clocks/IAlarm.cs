namespace Loadgen.Cloud.Clocks;

/// <summary>Lets one thread sleep until an instant of the machine's wall clock, or until it is woken.</summary>
internal interface IAlarm : IDisposable
{
    /// <summary>Sleeps, perhaps not to the end; not at all where it was woken since it slept last.</summary>
    void SleepUntil(DateTimeOffset moment);

    /// <summary>Wakes the one who sleeps, or keeps it from going to sleep the next time.</summary>
    void Wake();
}
