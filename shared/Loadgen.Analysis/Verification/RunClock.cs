using Loadgen.Clocks;
using Loadgen.Records;

namespace Loadgen.Analysis.Verification;

/// <summary>What a run's own clock shows while its log is read.</summary>
public static class RunClock
{
    /// <summary>What storing a result may take where the clock does not skip it.</summary>
    private static readonly TimeSpan Storing = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The present on the run's clock. The machine's is asked. A rehearsal's is not known here, but its log's last line is from when the
    /// log last grew. One that leaps waits for nothing but calls: where its log has not grown for as long as a call may take, it is over.
    /// </summary>
    /// <param name="lastWritten">When the last of its lines was written, by its clock.</param>
    /// <param name="settings">What it was begun with; <see langword="null"/> where that is not known.</param>
    /// <param name="reading">When the log was read; <see langword="null"/> where its runs are over.</param>
    /// <returns><see langword="null"/> where the run is over, whatever its log lacks.</returns>
    public static DateTimeOffset? Now(ClockKind clock, DateTimeOffset? lastWritten, StartSettings? settings, Reading? reading)
    {
        if (reading is null || clock == ClockKind.Machine)
            return reading?.Now;

        var age = reading.Now - reading.ChangedAt;
        if (clock.Name == ClockKind.Leaping.Name && age > (settings ?? RunLimits.Usual).Timeout + Storing)
            return null;
        var passed = Math.Clamp(age.TotalSeconds * clock.Speed, 0, RunLimits.Longest.TotalSeconds + 1);
        return lastWritten + TimeSpan.FromSeconds(passed);
    }

    /// <summary>The clock of a run: if any of its lines has another than the machine's, it is that.</summary>
    public static ClockKind Of(IEnumerable<ClockKind?> lines) => lines
        .OfType<ClockKind>()
        .Where(clock => clock != ClockKind.Machine)
        .OrderByDescending(clock => clock.Speed != 1)
        .FirstOrDefault(ClockKind.Machine);
}
