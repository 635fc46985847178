using System.Globalization;

namespace Crash.Tests.Hours;

/// <summary>How many crash hours are run, and how.</summary>
/// <param name="Hours">How many trace hours, one after the other.</param>
/// <param name="Speed">Virtual seconds per second of the machine.</param>
/// <param name="Seed">Decides everything that chance decides, save how fast the machine is.</param>
/// <param name="EventsPerFunction">How often each function is invoked in an hour.</param>
internal sealed record CrashHoursSettings(int Hours, double Speed, int Seed, int EventsPerFunction = 20)
{
    /// <summary>What <c>dotnet test</c> runs; <c>CRASH_HOURS</c>, <c>CRASH_SPEED</c> and <c>CRASH_SEED</c> make a campaign of it.</summary>
    public static CrashHoursSettings FromEnvironment() =>
        new((int)Number("CRASH_HOURS", 3), Number("CRASH_SPEED", 240), (int)Number("CRASH_SEED", 1));

    private static double Number(string name, double otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
