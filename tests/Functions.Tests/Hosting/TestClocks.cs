using Loadgen.Clocks;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>The clocks of the tests.</summary>
internal static class TestClocks
{
    /// <summary>A clock that begins at an instant of 2026-01-20.</summary>
    /// <param name="minute">The minute.</param>
    /// <param name="speed">
    /// Faster than the machine's where a test waits for it; otherwise not, since a busy machine would run into every limit.
    /// </param>
    public static TimeProvider From(int hour, int minute, double speed = 1) =>
        new ScaledTimeProvider(TimeProvider.System, new DateTimeOffset(2026, 1, 20, hour, minute, 0, TimeSpan.Zero), speed);
}
