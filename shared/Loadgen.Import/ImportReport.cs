using Loadgen.Import.Traces;

namespace Loadgen.Import;

/// <summary>What an import took of a trace, and what it made of it.</summary>
public sealed record ImportReport
{
    /// <summary>The workload's name.</summary>
    public required string Name { get; init; }

    /// <summary>The minutes that were taken.</summary>
    public required TraceMinutes Minutes { get; init; }

    /// <summary>How many minutes the trace has.</summary>
    public required int MinutesInTrace { get; init; }

    /// <summary>How many hours long the workload is.</summary>
    public required int Hours { get; init; }

    /// <summary>The functions of the trace.</summary>
    public required Share Functions { get; init; }

    /// <summary>The calls in the chosen minutes, of all functions of the trace.</summary>
    public required Share Calls { get; init; }

    /// <summary>The calls of the functions that were chosen, before calls were taken away.</summary>
    public required long CallsOfChosen { get; init; }

    /// <summary>The calls of the busiest minute, of the functions that were chosen: before calls were taken away, and after.</summary>
    public required Share Peak { get; init; }

    /// <summary>Functions that were chosen and have no call left.</summary>
    public required int FunctionsWithoutCalls { get; init; }

    /// <summary>Calls that began before the trace did. They are left out.</summary>
    public required long BeganBefore { get; init; }

    /// <summary>Rows that were added to another one of the same function.</summary>
    public required long AddedRows { get; init; }

    /// <summary>What each target gets, in the order in which the workload names them.</summary>
    public required IReadOnlyList<TargetShare> Targets { get; init; }
}

/// <summary>How many there were, and how many of them are in the workload.</summary>
public sealed record Share(long Of, long Taken);

/// <summary>What one target gets.</summary>
public sealed record TargetShare(string Target, int Functions, long Calls);
