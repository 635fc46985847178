using Loadgen.Clocks;
using Microsoft.Extensions.Logging;

namespace Loadgen.Configuration;

/// <summary>
/// What the environment says of the clock. A rehearsal whose functions are processes of their own names them all the same file, and writes
/// it once everything listens: from then on its clock is theirs. In the cloud there is only the machine's.
/// </summary>
public sealed class ClockSetting
{
    /// <summary>The environment variable that names the file: its content is what <see cref="SharedClock"/> writes.</summary>
    public const string Variable = "LOADGEN_CLOCK";

    /// <summary>Set by Cloud Run, and so by Cloud Functions.</summary>
    private const string CloudVariable = "K_SERVICE";

    private readonly string? _file;
    private readonly bool _isIgnored;

    private ClockSetting(string? file, bool isIgnored)
    {
        _file = file;
        _isIgnored = isIgnored;
    }

    /// <summary>Reads the setting.</summary>
    /// <param name="variable">An environment variable by its name.</param>
    /// <exception cref="ConfigurationException">There is a text, and it is no path.</exception>
    public static ClockSetting Read(Func<string, string?> variable)
    {
        var text = variable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            return new(null, isIgnored: false);
        // Whatever it is: a deployment must not fail for something that it ignores.
        if (!string.IsNullOrEmpty(variable(CloudVariable)))
            return new(null, isIgnored: true);
        return Path.IsPathFullyQualified(text)
            ? new(text, isIgnored: false)
            : throw new ConfigurationException([new(Variable, $"'{text}'", "the absolute path of a rehearsal's clock, or nothing")]);
    }

    /// <summary>The clock to use, told to <paramref name="logger"/> where it is not simply the machine's.</summary>
    /// <param name="readFile">A file's content; <see langword="null"/>: there is no such file yet.</param>
    /// <param name="logger">Told which clock is used, and why.</param>
    /// <remarks>
    /// A look at the clock throws a <see cref="ConfigurationException"/> where the file is there and is no clock.
    /// </remarks>
    public TimeProvider Use(TimeProvider machine, Func<string, string?> readFile, ILogger logger)
    {
        if (_isIgnored)
        {
            logger.LogWarning(
                "{Variable} is ignored: {CloudVariable} says that this is the cloud, where only real time counts.",
                Variable,
                CloudVariable);
        }

        if (_file is not { } file)
            return machine;

        logger.LogInformation("The clock is a rehearsal's as soon as there is the file {File}, which {Variable} names.", file, Variable);
        return new AwaitedClock(machine, () => readFile(file) is { } text ? Parse(file, text) : null);
    }

    private static SharedClock Parse(string file, string text) => SharedClock.Parse(text) ?? throw new ConfigurationException(
        [new(Variable, $"'{file}' with '{text}'", $"a file with a clock such as '{SharedClock.Example}'")]);
}
