namespace Loadgen.Analysis.Reports;

/// <summary>Whether the data carry a conclusion.</summary>
/// <param name="Remarks">The gravest first.</param>
public sealed record Trust(IReadOnlyList<Remark> Remarks, IReadOnlyList<ApproachCoverage> Approaches);

/// <summary>Something to know before any number is read.</summary>
/// <param name="Text">A sentence, without markup.</param>
public sealed record Remark(RemarkKind Kind, string Text);

/// <summary>How much a remark weighs.</summary>
public enum RemarkKind
{
    /// <summary>It forbids a conclusion.</summary>
    Forbids,

    /// <summary>It limits what can be concluded.</summary>
    Limits,

    /// <summary>It is good to know.</summary>
    Note,
}

/// <summary>What there is of an approach. Lags are in milliseconds, and of the clocks that measure.</summary>
/// <param name="Planned">Events that its runs planned; <see langword="null"/> where a run does not say.</param>
/// <param name="Stored">Events that have a line.</param>
/// <param name="Duplicates">Lines too many.</param>
/// <param name="Outcomes">How many events ended how; the most frequent first.</param>
/// <param name="MissingHours">Hours without a run, among those in which another approach has one or that its own rhythm would have.</param>
/// <param name="Clocks">Such as <c>machine</c>, or <c>scaled 60×</c>.</param>
public sealed record ApproachCoverage(
    Approach Approach,
    int Runs,
    int Hours,
    long? Planned,
    long Stored,
    long Duplicates,
    IReadOnlyList<KeyValuePair<string, long>> Outcomes,
    IReadOnlyList<DateTime> MissingHours,
    double? LagMedian,
    double? LagP99,
    double? LagMax,
    IReadOnlyList<string> Clocks);
