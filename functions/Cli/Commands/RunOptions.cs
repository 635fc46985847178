using System.CommandLine;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>The options that say which experiments a command is about.</summary>
internal static class RunOptions
{
    /// <param name="description">What may be missing, and what is taken without a file.</param>
    public static Option<string[]> EnvFiles(string description) => new("--env-file")
    {
        Description = $"A YAML file of variables (KEY: \"value\"), one for each experiment; may be given several times. {description}",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary><see langword="null"/>: what the variables name, else the built-in workload.</summary>
    public static Option<WorkloadName?> Workload() => new ParsedOption<WorkloadName?>(
        WorkloadName.Option,
        WorkloadName.Allowed,
        static (text, out workload) => (workload = WorkloadName.OfOption(text)) is not null)
    {
        Description = $"The workload file: {WorkloadName.Allowed}. "
            + $"Otherwise {WorkloadName.Variable} of the variables, where a path begins at the env file's folder; "
            + "without that the built-in workload.",
        HelpName = "FILE",
    };

    /// <summary>Reads experiments with their workloads, and warns of what may not be as it was meant.</summary>
    /// <param name="sources">Their variables.</param>
    /// <param name="scenarios">Those that are asked for; <see langword="null"/>: those that the sources name.</param>
    /// <param name="workload">The workload of all of them; <see langword="null"/>: what each names.</param>
    /// <exception cref="UsageException">A source is of another scenario, or a configuration or a workload has problems.</exception>
    public static async Task<IReadOnlyList<Experiment>> ReadAsync(
        Shell shell,
        IEnumerable<VariableSet> sources,
        IReadOnlyList<Scenario>? scenarios,
        WorkloadName? workload,
        CancellationToken cancellationToken)
    {
        var workloads = WorkloadInputs.Of(shell);
        var experiments = new List<Experiment>();
        foreach (var variables in sources.SelectMany(source => source.For(scenarios)))
        {
            if (await Experiment.FindAsync(variables, workload, workloads, cancellationToken) is { } experiment)
                experiments.Add(experiment);
        }

        workloads.ThrowIfWrong();
        foreach (var warning in experiments.SelectMany(experiment => experiment.Warnings).Distinct(StringComparer.Ordinal))
            shell.Warn(warning);
        return experiments;
    }

    /// <summary><see langword="null"/>: those of the env files, or all three.</summary>
    public static Option<IReadOnlyList<Scenario>?> Scenario() => new ParsedOption<IReadOnlyList<Scenario>?>(
        "--scenario",
        "A, B, C, all",
        static (text, out scenarios) =>
        {
            scenarios = text.Equals("all", StringComparison.OrdinalIgnoreCase) ? Enum.GetValues<Scenario>()
                : ScenarioName.Find(text.ToUpperInvariant()) is { } scenario ? [scenario]
                : null;
            return scenarios is not null;
        })
    {
        Description = "The scenario, or all of them. Otherwise SCENARIO of the env files, without a file all.",
        HelpName = "A|B|C|all",
    };
}
