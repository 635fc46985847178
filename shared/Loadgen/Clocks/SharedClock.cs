using System.Globalization;

namespace Loadgen.Clocks;

/// <summary>A fast clock that several processes of one machine agree on: whoever knows its text sees the same virtual time.</summary>
/// <param name="Anchor">An instant of the machine's clock.</param>
/// <param name="Start">What the virtual clock shows at the anchor.</param>
/// <param name="Speed">Virtual seconds per second of the machine; positive and finite.</param>
public sealed record SharedClock(DateTimeOffset Anchor, DateTimeOffset Start, double Speed)
{
    /// <summary>What a text looks like, for messages.</summary>
    public const string Example = "anchor=2026-11-22T17:30:00.000Z start=2026-01-20T12:59:00.000Z speed=60";

    /// <summary>The clock, on top of the machine's.</summary>
    public TimeProvider On(TimeProvider machine) => new ScaledTimeProvider(machine, Start, Speed, Anchor);

    /// <summary>The text, such as <see cref="Example"/>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"anchor={Precise(Anchor)} start={Precise(Start)} speed={Speed:R}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns><see langword="null"/> where it is anything else.</returns>
    public static SharedClock? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 3
            && Instant.TryParse(Value(parts[0], "anchor="), out var anchor)
            && Instant.TryParse(Value(parts[1], "start="), out var start)
            && double.TryParse(Value(parts[2], "speed="), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            && speed > 0 && double.IsFinite(speed)
            ? new(anchor, start, speed)
            : null;
    }

    private static string? Value(string part, string name) => part.StartsWith(name, StringComparison.Ordinal) ? part[name.Length..] : null;

    private static string Precise(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
