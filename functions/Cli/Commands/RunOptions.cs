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

    /// <summary>Reads experiments, and warns of what may not be as it was meant.</summary>
    /// <param name="sources">Their variables.</param>
    /// <param name="scenarios">Those that are asked for; <see langword="null"/>: those that the sources name.</param>
    /// <exception cref="UsageException">A source is of another scenario, or its configuration has problems.</exception>
    public static IReadOnlyList<Experiment> Read(Shell shell, IEnumerable<VariableSet> sources, IReadOnlyList<Scenario>? scenarios)
    {
        List<Experiment> experiments = [.. sources.SelectMany(source => source.For(scenarios)).Select(Experiment.Of)];
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
