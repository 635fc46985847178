namespace Loadgen.Workloads.Files;

/// <summary>A workload file that cannot be used. The message has a line for each problem.</summary>
/// <param name="problems">By line; at least one.</param>
/// <param name="more">How many there are besides.</param>
public sealed class WorkloadException(IReadOnlyList<WorkloadProblem> problems, int more = 0)
    : Exception(string.Join('\n', problems) + (more > 0 ? $"\nand {more} more" : ""))
{
    /// <summary>What is wrong; a file with very many problems lists the first ones.</summary>
    public IReadOnlyList<WorkloadProblem> Problems { get; } = problems;

    /// <summary>How many problems there are besides.</summary>
    public int More { get; } = more;
}
