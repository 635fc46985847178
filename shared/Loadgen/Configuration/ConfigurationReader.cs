using System.Globalization;

namespace Loadgen.Configuration;

/// <summary>Makes a configuration out of variables (contract, section 6).</summary>
public static class ConfigurationReader
{
    // A push must be answered within 600 s; the rest is for storing what came of the call.
    private const int LongestHoldAndCall = 570;

    // The longest that Pub/Sub keeps a message: an event cannot arrive later than that.
    private const int LongestRetention = 31 * 24 * 3600;

    /// <summary>
    /// Reads the variables that <paramref name="role"/> and the scenario need, and no others, so that what another one
    /// uses may be missing or wrong.
    /// </summary>
    /// <param name="variable">A variable's text by its name, <see langword="null"/> where there is none. White space around a text does
    /// not count, and an empty text is a missing variable.</param>
    /// <param name="role">For whom the configuration is read.</param>
    /// <exception cref="ConfigurationException">Something is missing or wrong; it lists all that is, and repeats no secret.</exception>
    public static LoadgenConfiguration Read(Func<string, string?> variable, ConfigurationRole role)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);

        var experimentId = variables.Required(ConfigurationVariables.ExperimentId, TextRules.ExperimentId);
        var scenario = variables.Required(ConfigurationVariables.Scenario, TextRules.Scenario);
        var configuration = new LoadgenConfiguration
        {
            ExperimentId = experimentId,
            Scenario = scenario.GetValueOrDefault(),
            Workload = ReadWorkload(variables),
            Targets = ReadTargets(variables, scenario),
            TraceHour = variables.Optional(ConfigurationVariables.TraceHour, TextRules.Hour, null),
            JitterSeconds = variables.Optional(ConfigurationVariables.Jitter, NumberRules.Number(0, 3599), 15),
            Timeout = variables.Optional(ConfigurationVariables.Timeout, NumberRules.Seconds(1, 480), TimeSpan.FromSeconds(120)),
            DryRun = variables.Optional(ConfigurationVariables.DryRun, NumberRules.Switch, false),
            Log = ReadLog(variables),
            Planner = role.HasFlag(ConfigurationRole.Planner) ? ReadPlanner(variables) : null,
            Invoker = role.HasFlag(ConfigurationRole.Invoker) ? ReadInvoker(variables) : null,
        };
        RequireTimeToAnswer(variables, configuration);

        variables.ThrowIfWrong();
        return configuration;
    }

    private static WorkloadSettings ReadWorkload(VariableReader variables) => new()
    {
        ImageUri = variables.Required(ConfigurationVariables.ImageUri, CloudNameRules.ObjectUri),
        VideoUri = variables.Required(ConfigurationVariables.VideoUri, CloudNameRules.ObjectUri),
        ImageFormat = variables.Optional(ConfigurationVariables.ImageFormat, TextRules.OneLine("a format's name on one line"), "WEBP"),
        ImageQuality = variables.Optional(ConfigurationVariables.ImageQuality, NumberRules.Whole(1, 100), 85),
        CryptoBits = variables.Optional(ConfigurationVariables.CryptoBits, NumberRules.Whole(1024, 16384), 4096),
        VideoPasses = variables.Optional(ConfigurationVariables.VideoPasses, NumberRules.Whole(1, 10), 2),
    };

    private static TargetSettings ReadTargets(VariableReader variables, Scenario? scenario)
    {
        var urls = FunctionUrlMap.Read(variables, scenario);
        var (functions, dispatcher, mode) = CredentialsReader.Read(variables, scenario);
        return new()
        {
            FunctionUrls = urls,
            FixedRegion = scenario is Scenario.A ? FunctionUrlMap.ReadFixedRegion(variables, urls) : null,
            DispatcherUrl = scenario is Scenario.C ? variables.Required(ConfigurationVariables.DispatcherUrl, TextRules.Url) : null,
            VerifyTls = variables.Optional(ConfigurationVariables.VerifyTls, NumberRules.Switch, true),
            AuthMode = mode,
            FunctionCredentials = functions,
            DispatcherCredentials = dispatcher,
        };
    }

    private static LogSettings ReadLog(VariableReader variables) => new()
    {
        Bucket = variables.Optional(ConfigurationVariables.LogBucket, CloudNameRules.Bucket, null),
        Prefix = variables.Optional(ConfigurationVariables.LogPrefix, CloudNameRules.ObjectPrefix, "loadgen-logs"),
        ObjectName = variables.Optional(ConfigurationVariables.LogObject, LogObjectRule.Template, null),
        AllowOverwrite = variables.Optional(ConfigurationVariables.LogAllowOverwrite, NumberRules.Switch, false),
    };

    private static PlannerSettings ReadPlanner(VariableReader variables) => new()
    {
        EventsTopic = variables.Required(ConfigurationVariables.EventsTopic, CloudNameRules.Topic),
        TickAhead = variables.Optional(ConfigurationVariables.TickAhead, NumberRules.Seconds(0, 1800), TimeSpan.FromSeconds(120)),
        Lead = variables.Optional(ConfigurationVariables.Lead, NumberRules.Seconds(1, 3600), TimeSpan.FromSeconds(30)),
        PlanWindow = variables.Optional(ConfigurationVariables.PlanWindow, NumberRules.Seconds(60, 570), TimeSpan.FromSeconds(540)),
    };

    private static InvokerSettings ReadInvoker(VariableReader variables) => new()
    {
        HoldMax = variables.Optional(ConfigurationVariables.HoldMax, NumberRules.Seconds(60, 480), TimeSpan.FromSeconds(120)),
        MaxLateness = variables.Optional(
            ConfigurationVariables.MaxLateness, NumberRules.Seconds(0, LongestRetention), TimeSpan.FromSeconds(1800)),
    };

    private static void RequireTimeToAnswer(VariableReader variables, LoadgenConfiguration configuration)
    {
        if (configuration.Invoker is not { } invoker
            || variables.IsWrong(ConfigurationVariables.HoldMax)
            || variables.IsWrong(ConfigurationVariables.Timeout)
            || (invoker.HoldMax + configuration.Timeout).TotalSeconds <= LongestHoldAndCall)
            return;

        variables.Report(
            ConfigurationVariables.HoldMax,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{invoker.HoldMax.TotalSeconds} together with TIMEOUT_S {configuration.Timeout.TotalSeconds}, {(invoker.HoldMax + configuration.Timeout).TotalSeconds} in all"),
            $"HOLD_MAX_S + TIMEOUT_S at most {LongestHoldAndCall}, since a push must be answered within 600 s");
    }
}
