using System.CommandLine;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>The option that <c>run</c>, <c>up</c> and <c>tick</c> have.</summary>
internal static class RunOptions
{
    /// <summary><see langword="null"/>: those of the env files, or all three.</summary>
    public static Option<IReadOnlyList<Scenario>?> Scenario() => new("--scenario")
    {
        Description = "The scenario, or all of them. Otherwise SCENARIO of the env files, without a file all.",
        HelpName = "A|B|C|all",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
                return Enum.GetValues<Scenario>();
            if (ScenarioName.Find(text.ToUpperInvariant()) is { } scenario)
                return [scenario];
            result.AddError($"--scenario: found '{text}'; allowed: A, B, C, all");
            return null;
        },
    };
}
