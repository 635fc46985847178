using System.Runtime.InteropServices;

namespace Loadgen.Cloud.Clocks;

/// <summary>
/// Asks Linux to run this thread as soon as it wakes, though others are running. A thread that says that it wants the processor for a short
/// time only, 0.1 ms, gets it before those that want it for the usual 3 ms; it gets no more of it than they do. Needs no privilege.
/// </summary>
/// <remarks>Since Linux 6.12. Before, and elsewhere, nothing changes: it is as late as the others let it be.</remarks>
internal static unsafe partial class ShortSlice
{
    private const ulong Nanoseconds = 100_000;

    public static void Request()
    {
        if (!OperatingSystem.IsLinux() || SchedSetAttr is not { } call)
            return;
        // Everything else is as it is for any thread: the usual policy, no niceness.
        var wanted = new Attributes { Size = (uint)sizeof(Attributes), Runtime = Nanoseconds };
        Call(call, thread: 0, &wanted, flags: 0);
    }

    /// <summary>The number of the system call, which no C library of before 2024 has a function for.</summary>
    private static nint? SchedSetAttr => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 314,
        Architecture.Arm64 => 274,
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, int thread, Attributes* attributes, uint flags);

    /// <summary>The kernel's <c>sched_attr</c>, as in its first version.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Attributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
