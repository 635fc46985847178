using System.Globalization;

namespace Killed.Tests.Hours;

/// <summary>How many hours are killed, and how.</summary>
/// <param name="Hours">How many trace hours, one after the other.</param>
/// <param name="Speed">Virtual seconds per second of the machine.</param>
/// <param name="Seed">Decides everything that chance decides, save how fast the machine is.</param>
/// <param name="EventsPerFunction">How often each function is invoked in an hour.</param>
internal sealed record KilledHoursSettings(int Hours, double Speed, int Seed, int EventsPerFunction = 20)
{
    /// <summary>What <c>dotnet test</c> runs; <c>KILLED_HOURS</c>, <c>KILLED_SPEED</c> and <c>KILLED_SEED</c> make a campaign of it.</summary>
    public static KilledHoursSettings FromEnvironment() =>
        new((int)Number("KILLED_HOURS", 3), Number("KILLED_SPEED", 240), (int)Number("KILLED_SEED", 1));

    private static double Number(string name, double otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
