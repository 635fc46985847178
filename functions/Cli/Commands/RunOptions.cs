using System.CommandLine;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>The option that <c>run</c>, <c>up</c> and <c>tick</c> have.</summary>
internal static class RunOptions
{
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
