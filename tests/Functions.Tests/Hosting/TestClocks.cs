using Loadgen.Clocks;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>The clocks of the tests.</summary>
internal static class TestClocks
{
    /// <summary>A clock that begins at an instant of 2026-01-20 and runs ten times as fast as the machine's: fast enough not to wait for it, slow enough for a busy machine.</summary>
    public static TimeProvider From(int hour, int minute) =>
        new ScaledTimeProvider(TimeProvider.System, new DateTimeOffset(2026, 1, 20, hour, minute, 0, TimeSpan.Zero), speed: 10);
}
