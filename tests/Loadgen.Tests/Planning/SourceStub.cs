using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

/// <summary>A workload file that changes.</summary>
internal sealed class SourceStub(TimeProvider time) : IWorkloadSource
{
    /// <summary>What a reading gives; throws where it cannot be read.</summary>
    public required Func<Workload> Content { get; set; }

    /// <summary>When it was read.</summary>
    public List<DateTimeOffset> ReadAt { get; } = [];

    public Task<Workload> ReadAsync(CancellationToken cancellationToken)
    {
        ReadAt.Add(time.GetUtcNow());
        return Task.FromResult(Content());
    }

    /// <summary>A file with two errors.</summary>
    public static Func<Workload> Wrong(string found) => () => throw new WorkloadException(ProblemsOf(found));

    /// <summary>What is told of it.</summary>
    public static string MessageOf(string found) => string.Join('\n', ProblemsOf(found));

    private static WorkloadProblem[] ProblemsOf(string found) =>
        [new(3, "name", found, "text on one line"), new(9, "functions", "nothing", "an object")];
}
