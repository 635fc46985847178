namespace Loadgen.Cli.Commands.Workloads;

/// <summary>The commands about workload files.</summary>
internal sealed class WorkloadCommand : CommandGroup
{
    public WorkloadCommand(Shell shell)
        : base("workload", "Shows and makes workloads: which functions are called, with what, and when.")
    {
        Add(new ShowCommand(shell));
        Add(new ImportCommand(shell));
        Add(new SchemaCommand(shell));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen workload show workload.yaml", "what it does, hour by hour and function by function"),
        new("loadgen workload import azure-2019 d01.csv --minutes 0..59 --functions 50 --out workload.yaml", "of a published trace"),
        new("loadgen workload import --help", "more about one of them"),
    ];
}
