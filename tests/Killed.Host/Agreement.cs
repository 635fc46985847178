using System.Globalization;
using Loadgen.Emulation.Clocks;
using Loadgen.Trace;

namespace Killed.Host;

/// <summary>What a test and the processes that it starts have to agree on, and what production knows nothing of: a fast clock, and a fuller trace.</summary>
/// <param name="Anchor">An instant of the machine's clock.</param>
/// <param name="Start">What the virtual clock shows at the anchor.</param>
/// <param name="Speed">Virtual seconds per second of the machine.</param>
/// <param name="EventsPerFunction">How often each function of the trace is invoked in an hour.</param>
internal sealed record Agreement(DateTimeOffset Anchor, DateTimeOffset Start, double Speed, int EventsPerFunction)
{
    /// <summary>The trace.</summary>
    public IReadOnlyList<TraceFunction> Mix => [.. TraceFunction.DefaultMix.Select(function => function with { Count = EventsPerFunction })];

    /// <summary>A clock that shows the same in every process.</summary>
    public TimeProvider NewClock() => new ScaledTimeProvider(TimeProvider.System, Start, Speed, Anchor);

    /// <summary>The agreement as a command line carries it.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        Anchor.ToString("O", CultureInfo.InvariantCulture),
        Start.ToString("O", CultureInfo.InvariantCulture),
        Speed.ToString("R", CultureInfo.InvariantCulture),
        EventsPerFunction.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Reads what <see cref="ToArguments"/> wrote.</summary>
    public static Agreement Parse(IReadOnlyList<string> arguments) => new(
        DateTimeOffset.ParseExact(arguments[0], "O", CultureInfo.InvariantCulture),
        DateTimeOffset.ParseExact(arguments[1], "O", CultureInfo.InvariantCulture),
        double.Parse(arguments[2], CultureInfo.InvariantCulture),
        int.Parse(arguments[3], CultureInfo.InvariantCulture));
}
