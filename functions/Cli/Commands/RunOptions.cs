using System.CommandLine;
using System.Globalization;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>The options of <c>run</c>.</summary>
internal static class RunOptions
{
    private const double UsualSpeed = 60;
    private const double LowestSpeed = 1;
    private const double HighestSpeed = 600;

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

    public static Option<double> Speed(double highest = HighestSpeed) => new("--speed")
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"Seconds of the trace in a second of this machine, {LowestSpeed}–{highest}."),
        HelpName = "N",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => UsualSpeed,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed)
                && speed >= LowestSpeed && speed <= highest)
                return speed;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"--speed: found '{text}'; allowed: {LowestSpeed}–{highest}"));
            return 0;
        },
    };

    public static Option<string[]> EnvFiles() => new("--env-file")
    {
        Description = "A YAML file of variables (KEY: \"value\"), one for each experiment; may be given several times. "
            + "EVENTS_TOPIC and LOG_GCS_BUCKET may be missing. Without a file, the sample functions are called.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> RealTime() => new("--real-time")
    {
        Description = "On the machine's own clock: waits for the hour. Not together with --speed.",
    };

    /// <summary>Refuses a speed for a clock that has none.</summary>
    public static void Exclude(Command command, Option<double> speed, Option<bool> realTime) => command.Validators.Add(result =>
    {
        if (result.GetValue(realTime) && result.GetResult(speed) is { Implicit: false })
            result.AddError("--speed and --real-time exclude each other: real time is the speed 1 on the machine's own clock.");
    });

    public static Option<string> Out() => new("--out")
    {
        Description = "Where each rehearsal gets a folder of its own.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("artifacts", "rehearsal"),
    };
}
