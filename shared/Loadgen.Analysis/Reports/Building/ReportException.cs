namespace Loadgen.Analysis.Reports.Building;

/// <summary>A report cannot be made as it was asked for. Its message says what was found and what is allowed.</summary>
/// <param name="name">Which of the <see cref="ReportOptions"/> is wrong: <c>baseline</c> or <c>run</c>.</param>
public sealed class ReportException(string name, string message) : Exception(message)
{
    /// <summary>Which option is wrong.</summary>
    public string Name { get; } = name;
}
