using System.CommandLine;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>A command that runs experiments on this machine, with the options that say which ones.</summary>
internal abstract class ExperimentCommand : OperatorCommand
{
    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();

    private readonly Option<string[]> _envFiles = RunOptions.EnvFiles(
        "EVENTS_TOPIC and LOG_GCS_BUCKET may be missing. Without a file, the sample functions are called.");

    private readonly Option<WorkloadName?> _workload = RunOptions.Workload();

    protected ExperimentCommand(Shell shell, string name, string description)
        : base(shell, name, description) =>
        AddOptions(_scenario, _workload, RealTime, _envFiles);

    /// <summary>Whether the clock is the machine's own.</summary>
    protected Option<bool> RealTime { get; } = new("--real-time") { Description = "On the machine's own clock: waits for the hour." };

    /// <summary><see langword="null"/>: those of the env files, or all three.</summary>
    protected IReadOnlyList<Scenario>? ScenariosOf(ParseResult arguments) => arguments.GetValue(_scenario);

    /// <summary>The experiments of the env files, for the scenarios that are asked for.</summary>
    /// <exception cref="UsageException">
    /// A file cannot be read, is of another scenario, or its configuration or a workload has problems.
    /// </exception>
    protected Task<IReadOnlyList<Experiment>> ReadExperimentsAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        RunOptions.ReadAsync(
            Shell,
            [.. EnvFilesOf(arguments).Select(EnvFile.Read)],
            ScenariosOf(arguments),
            arguments.GetValue(_workload),
            cancellationToken);

    /// <summary>What the sample functions are called with, where there is no env file.</summary>
    /// <exception cref="UsageException">The workload has problems.</exception>
    protected async Task<GivenWorkload> ReadSampleWorkloadAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var workload = EnvFilesOf(arguments).Length > 0 ? null : arguments.GetValue(_workload);
        var workloads = WorkloadInputs.Of(Shell);
        var given = await workloads.FindAsync(workload, SampleExperiments.Parameters, cancellationToken);
        workloads.ThrowIfWrong();
        return given!;
    }

    private string[] EnvFilesOf(ParseResult arguments) => arguments.GetValue(_envFiles) ?? [];
}
