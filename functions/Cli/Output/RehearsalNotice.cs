using System.Globalization;
using Loadgen.Clocks;

namespace Loadgen.Cli.Output;

/// <summary>What has to be said before any number that was not measured on the machine's own clock.</summary>
internal static class RehearsalNotice
{
    private const int Yellow = 33;

    /// <summary>The notice; <see langword="null"/> where the clock is the machine's.</summary>
    public static string? Of(ClockKind clock) => clock switch
    {
        { Speed: not 1 } => string.Create(CultureInfo.InvariantCulture, $"rehearsal at {clock.Speed:0.###}×: times are no measurements"),
        _ when clock != ClockKind.Machine => "rehearsal: durations are true, dates are not",
        _ => null,
    };

    /// <summary>
    /// Prints it on a line of its own, in yellow where times are no measurements; nothing where the clock is the machine's.
    /// </summary>
    public static void Print(Shell shell, ClockKind clock) => PrintEach(shell, [clock]);

    /// <summary>Prints it for each kind of clock among those of several runs.</summary>
    public static void PrintEach(Shell shell, IReadOnlyCollection<ClockKind> clocks)
    {
        foreach (var (notice, areMeasured) in OfEach(clocks))
            shell.WriteUnbroken(areMeasured ? notice : shell.Coloured(notice, Yellow));
    }

    /// <summary>The notices for the kinds of clocks of several runs, and whether durations are measurements.</summary>
    public static IEnumerable<(string Notice, bool AreMeasured)> OfEach(IReadOnlyCollection<ClockKind> clocks)
    {
        foreach (var (clock, count) in clocks.CountBy(clock => clock))
        {
            if (Of(clock) is not { } notice)
                continue;
            if (count < clocks.Count)
                notice = string.Create(CultureInfo.InvariantCulture, $"{count} of {clocks.Count} runs: {notice}");
            yield return (notice, clock.Speed == 1);
        }
    }
}
