using System.CommandLine;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Commands.Workloads;

/// <summary>Prints what editors check workload files with.</summary>
internal sealed class SchemaCommand(Shell shell)
    : OperatorCommand(shell, "schema", "Prints the JSON Schema of workload files, with which an editor completes and checks them.")
{
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen workload schema > workload.schema.json", "beside a workload that begins with"),
        new("# yaml-language-server: $schema=workload.schema.json", "what an editor looks for"),
    ];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Shell.Out.Write(WorkloadSchema.Text);
        return Task.FromResult(ExitCode.Success);
    }
}
