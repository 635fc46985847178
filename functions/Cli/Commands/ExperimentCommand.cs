using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>A command that runs experiments on this machine, with the options that say which ones, and how fast.</summary>
internal abstract class ExperimentCommand : OperatorCommand
{
    private const double UsualSpeed = 60;
    private const double LowestSpeed = 1;

    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();
    private readonly Option<double> _speed;
    private readonly Option<bool> _realTime = new("--real-time")
    {
        Description = "On the machine's own clock: waits for the hour. Not together with --speed.",
    };

    private readonly Option<string[]> _envFiles = new("--env-file")
    {
        Description = "A YAML file of variables (KEY: \"value\"), one for each experiment; may be given several times. "
            + "EVENTS_TOPIC and LOG_GCS_BUCKET may be missing. Without a file, the sample functions are called.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    protected ExperimentCommand(Shell shell, string name, string description, double highestSpeed)
        : base(shell, name, description)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"{LowestSpeed}–{highestSpeed}");
        _speed = new ParsedOption<double>("--speed", allowed, (text, out speed) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out speed)
            && speed >= LowestSpeed && speed <= highestSpeed)
        {
            Description = $"Seconds of the trace in a second of this machine, {allowed}.",
            HelpName = "N",
            DefaultValueFactory = _ => UsualSpeed,
        };
        AddOptions(_scenario, _speed, _realTime, _envFiles);
        Validators.Add(result =>
        {
            if (result.GetValue(_realTime) && result.GetResult(_speed) is { Implicit: false })
                result.AddError("--speed and --real-time exclude each other: real time is the speed 1 on the machine's own clock.");
        });
    }

    /// <summary><see langword="null"/>: those of the env files, or all three.</summary>
    protected IReadOnlyList<Scenario>? ScenariosOf(ParseResult arguments) => arguments.GetValue(_scenario);

    /// <summary>Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</summary>
    protected double? SpeedOf(ParseResult arguments) => arguments.GetValue(_realTime) ? null : arguments.GetValue(_speed);

    /// <exception cref="UsageException">A file cannot be read.</exception>
    protected IReadOnlyList<VariableSet> EnvFilesOf(ParseResult arguments) =>
        [.. (arguments.GetValue(_envFiles) ?? []).Select(EnvFile.Read)];
}
