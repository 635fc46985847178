using Loadgen.Import.Problems;

namespace Loadgen.Import.Traces;

/// <summary>
/// A trace that is read twice: once to learn how busy each function is, so that some can be chosen; then again, for these alone. So what
/// is held in memory grows with the functions that are chosen, not with the trace.
/// </summary>
internal interface ITrace
{
    /// <summary>What it has averages of.</summary>
    TraceFacts Facts { get; }

    /// <summary>Reads it for the first time.</summary>
    /// <param name="minutes"><see langword="null"/>: all.</param>
    /// <exception cref="ImportException">It is no trace of the kind.</exception>
    TraceSurvey Survey(TraceMinutes? minutes, ProblemList problems);

    /// <summary>Reads it for the second time.</summary>
    /// <param name="keys">The functions that are wanted, of <see cref="TraceSurvey.Functions"/>, in the order that is wanted.</param>
    /// <param name="minutes">As they were found.</param>
    /// <exception cref="ImportException">It is no trace of the kind.</exception>
    IReadOnlyList<TracedFunction> Read(IReadOnlyList<string> keys, TraceMinutes minutes, ProblemList problems);
}

/// <summary>Which properties of its functions a trace knows.</summary>
internal sealed record TraceFacts(bool Triggers, bool Durations, bool Memory);

/// <summary>What the first reading found.</summary>
/// <param name="Minutes">The chosen minutes: those that were asked for, or all.</param>
/// <param name="MinutesInTrace">How many the trace has.</param>
/// <param name="Functions">Each function of the trace, with its calls in the chosen minutes.</param>
internal sealed record TraceSurvey(TraceMinutes Minutes, int MinutesInTrace, IReadOnlyList<FunctionTotal> Functions)
{
    /// <summary>Calls that began before the trace did, and are no part of it.</summary>
    public long BeganBefore { get; init; }

    /// <summary>Rows of a function that had one already. Their calls are added to its others.</summary>
    public long AddedRows { get; init; }
}

/// <summary>How busy a function is.</summary>
/// <param name="Key">What tells it from the others of its trace.</param>
internal sealed record FunctionTotal(string Key, long Calls);
