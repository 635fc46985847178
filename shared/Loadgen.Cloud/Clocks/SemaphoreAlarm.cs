using System.Runtime.InteropServices;

namespace Loadgen.Cloud.Clocks;

/// <summary>
/// An alarm to some 60 µs, by a POSIX semaphore: the kernel's own timer for the instant, by the wall clock, so that a step of that clock
/// moves it too; and one system call to wake.
/// </summary>
internal sealed unsafe partial class SemaphoreAlarm : IAlarm
{
    private const string Library = "libc";
    private const string TimedWaitName = "sem_timedwait";

    /// <summary>More than a semaphore takes with any C library.</summary>
    private const int Bytes = 64;

    /// <summary>In 64 bits of seconds; what lies beyond is for ever as well.</summary>
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private void* _semaphore = NativeMemory.AllocZeroed(Bytes);

    public SemaphoreAlarm() => Init(_semaphore, isShared: 0, value: 0);

    /// <summary>
    /// On Linux of 64 bits, where the C library has the call: elsewhere it takes the time in another form, or is in another library.
    /// </summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess
        && NativeLibrary.TryLoad(Library, typeof(SemaphoreAlarm).Assembly, searchPath: null, out var library)
        && NativeLibrary.TryGetExport(library, TimedWaitName, out _);

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

    [LibraryImport(Library, EntryPoint = "sem_init")]
    private static partial int Init(void* semaphore, int isShared, uint value);

    [LibraryImport(Library, EntryPoint = TimedWaitName)]
    private static partial int TimedWait(void* semaphore, Timespec* until);

    [LibraryImport(Library, EntryPoint = "sem_post")]
    private static partial int Post(void* semaphore);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}
