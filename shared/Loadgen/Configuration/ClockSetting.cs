using Loadgen.Clocks;
using Microsoft.Extensions.Logging;

namespace Loadgen.Configuration;

/// <summary>
/// What the environment says of the clock. A rehearsal whose functions are processes of their own gives them all the same
/// <see cref="Variable"/>; in the cloud there is only the machine's clock.
/// </summary>
public sealed class ClockSetting
{
    /// <summary>The environment variable that carries a rehearsal's clock, as <see cref="SharedClock"/> writes it.</summary>
    public const string Variable = "LOADGEN_CLOCK";

    /// <summary>Set by Cloud Run, and so by Cloud Functions.</summary>
    private const string CloudVariable = "K_SERVICE";

    private readonly SharedClock? _clock;
    private readonly bool _isIgnored;

    private ClockSetting(SharedClock? clock, bool isIgnored)
    {
        _clock = clock;
        _isIgnored = isIgnored;
    }

    /// <summary>Reads the setting.</summary>
    /// <param name="variable">An environment variable by its name.</param>
    /// <exception cref="ConfigurationException">There is a text, and it is no clock.</exception>
    public static ClockSetting Read(Func<string, string?> variable)
    {
        var text = variable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            return new(null, isIgnored: false);
        // Whatever it is: a deployment must not fail for something that it ignores.
        if (!string.IsNullOrEmpty(variable(CloudVariable)))
            return new(null, isIgnored: true);
        return SharedClock.Parse(text) is { } clock
            ? new(clock, isIgnored: false)
            : throw new ConfigurationException([new(Variable, $"'{text}'", $"a clock such as '{SharedClock.Example}', or nothing")]);
    }

    /// <summary>The clock to use, told to <paramref name="logger"/> where it is not simply the machine's.</summary>
    /// <param name="logger">Told which clock is used, and why.</param>
    public TimeProvider Use(TimeProvider machine, ILogger logger)
    {
        if (_isIgnored)
        {
            logger.LogWarning(
                "{Variable} is ignored: {CloudVariable} says that this is the cloud, where only real time counts.",
                Variable,
                CloudVariable);
        }

        if (_clock is null)
            return machine;

        logger.LogInformation("A rehearsal's clock, from {Variable}: {Clock}.", Variable, _clock);
        return _clock.On(machine);
    }
}
