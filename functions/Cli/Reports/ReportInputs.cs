namespace Loadgen.Cli.Reports;

/// <summary>What a report is made of: places of files, and what the operator chose.</summary>
internal sealed record ReportInputs
{
    public required IReadOnlyList<string> Logs { get; init; }

    public IReadOnlyList<string> Functions { get; init; } = [];

    public IReadOnlyList<string> Dispatchers { get; init; } = [];

    public IReadOnlyList<string> Carbon { get; init; } = [];

    public string? Energy { get; init; }

    public string? Baseline { get; init; }

    public IReadOnlyList<string> RunIds { get; init; } = [];
}
