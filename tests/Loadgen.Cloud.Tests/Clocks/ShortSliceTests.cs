using System.Globalization;
using Loadgen.Cloud.Clocks;

namespace Loadgen.Cloud.Tests.Clocks;

public sealed class ShortSliceTests
{
    [Fact]
    public async Task Where_Linux_can_be_asked_the_thread_wants_a_tenth_of_a_millisecond()
    {
        var slice = new TaskCompletionSource<long?>();
        new Thread(() =>
        {
            ShortSlice.Request();
            slice.SetResult(FindSlice());
        }).Start();

        // Linux tells it since 6.12, where it is configured to.
        if (await slice.Task is { } nanoseconds)
            Assert.Equal(100_000, nanoseconds);
    }

    private static long? FindSlice()
    {
        const string thread = "/proc/thread-self/sched";
        var line = File.Exists(thread)
            ? File.ReadLines(thread).FirstOrDefault(line => line.StartsWith("se.slice", StringComparison.Ordinal))
            : null;
        return line is null
            ? null
            : long.Parse(line[(line.IndexOf(':') + 1)..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
