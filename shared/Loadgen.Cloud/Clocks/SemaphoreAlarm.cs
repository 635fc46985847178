using System.Runtime.InteropServices;

namespace Loadgen.Cloud.Clocks;

/// <summary>
/// An alarm to some 60 µs, by a POSIX semaphore: the kernel's own timer for the instant, by the wall clock, so that a step of that clock
/// moves it too; and one system call to wake.
/// </summary>
internal sealed unsafe partial class SemaphoreAlarm : IAlarm
{
    /// <summary>More than a semaphore takes with any C library.</summary>
    private const int Bytes = 64;

    /// <summary>In 64 bits of seconds; what lies beyond is for ever as well.</summary>
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private void* _semaphore = NativeMemory.AllocZeroed(Bytes);

    public SemaphoreAlarm() => Init(_semaphore, isShared: 0, value: 0);

    /// <summary>On Linux of 64 bits: elsewhere the call is missing, or takes the time in another form.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    public void SleepUntil(DateTimeOffset moment)
    {
        var sinceEpoch = (moment < Latest ? moment : Latest).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var (seconds, ticks) = Math.DivRem(sinceEpoch, TimeSpan.TicksPerSecond);
        var until = new Timespec(seconds, ticks * TimeSpan.NanosecondsPerTick);
        TimedWait(_semaphore, &until);
    }

    public void Wake() => Post(_semaphore);

    public void Dispose()
    {
        NativeMemory.Free(_semaphore);
        _semaphore = null;
    }

    [LibraryImport("libc", EntryPoint = "sem_init")]
    private static partial int Init(void* semaphore, int isShared, uint value);

    [LibraryImport("libc", EntryPoint = "sem_timedwait")]
    private static partial int TimedWait(void* semaphore, Timespec* until);

    [LibraryImport("libc", EntryPoint = "sem_post")]
    private static partial int Post(void* semaphore);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}
