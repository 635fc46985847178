using Loadgen.Records;

namespace Loadgen.Analysis.Verification;

/// <summary>A line, and how it contradicts itself, each in a sentence.</summary>
internal readonly record struct CheckedLine(LogEntry Entry, IReadOnlyList<string> Contradictions)
{
    /// <summary>Checks a line.</summary>
    public static CheckedLine Of(LogEntry entry) => new(entry, entry is InvocationEntry line ? LineRules.Check(line) : []);
}
