using System.Globalization;
using Loadgen.Clocks;
using Loadgen.Trace;

namespace Crash.Host;

/// <summary>
/// What a test and the processes that it starts have to agree on: a fast clock, which a file carries, and a fuller trace.
/// </summary>
/// <param name="EventsPerFunction">How often each function of the trace is invoked in an hour.</param>
internal sealed record Agreement(SharedClock Clock, int EventsPerFunction)
{
    /// <summary>The trace.</summary>
    public IReadOnlyList<TraceFunction> Mix => MixOf(EventsPerFunction);

    /// <summary>The trace as a command line carries it.</summary>
    public string ToArgument() => EventsPerFunction.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToArgument"/> wrote.</summary>
    public static IReadOnlyList<TraceFunction> Parse(string argument) => MixOf(int.Parse(argument, CultureInfo.InvariantCulture));

    private static IReadOnlyList<TraceFunction> MixOf(int eventsPerFunction) =>
        [.. TraceFunction.DefaultMix.Select(function => function with { Count = eventsPerFunction })];
}
