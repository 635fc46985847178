using System.Globalization;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Configuration;

/// <summary>Makes a configuration out of environment variables. Defaults stand in the settings themselves.</summary>
public static class ConfigurationReader
{
    // A push must be answered within 600 s; the rest is for storing what came of the call.
    private const int LongestHoldAndCall = 570;

    // The longest that Pub/Sub keeps a message: an event cannot arrive later than that.
    private const int LongestRetention = 31 * 24 * 3600;

    /// <summary>
    /// Reads the variables that <paramref name="role"/> and the scenario need, and no others: those of another one may be missing or wrong.
    /// </summary>
    /// <param name="variable">
    /// A variable's text by its name; <see langword="null"/> where there is none. White space around a text does not count, and an empty
    /// text is a missing variable.
    /// </param>
    /// <exception cref="ConfigurationException">Something is missing or wrong. It lists every problem, and repeats no secret.</exception>
    public static LoadgenConfiguration Read(Func<string, string?> variable, ConfigurationRole role)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);

        var scenario = variables.Required(ConfigurationVariables.Scenario, TextRules.Scenario);
        var usual = new LoadgenConfiguration
        {
            ExperimentId = variables.Required(ConfigurationVariables.ExperimentId, TextRules.ExperimentId),
            Scenario = scenario.GetValueOrDefault(),
            Targets = ReadTargets(variables, scenario),
        };
        var configuration = usual with
        {
            TraceHour = variables.Optional(ConfigurationVariables.TraceHour, TextRules.Hour, usual.TraceHour),
            JitterSeconds = variables.Optional(ConfigurationVariables.Jitter, NumberRules.Number(0, 3599), usual.JitterSeconds),
            Timeout = variables.Optional(ConfigurationVariables.Timeout, NumberRules.Seconds(1, 480), usual.Timeout),
            HoldMax = variables.Optional(ConfigurationVariables.HoldMax, NumberRules.Seconds(60, 480), usual.HoldMax),
            MaxLateness = variables.Optional(
                ConfigurationVariables.MaxLateness, NumberRules.Seconds(0, LongestRetention), usual.MaxLateness),
            DryRun = variables.Optional(ConfigurationVariables.DryRun, NumberRules.Switch, usual.DryRun),
            Log = ReadLog(variables),
            Telemetry = TelemetrySettings.Read(variables),
            Planner = role.HasFlag(ConfigurationRole.Planner) ? ReadPlanner(variables) : null,
            Invoker = role.HasFlag(ConfigurationRole.Invoker) ? ReadInvoker(variables) : null,
        };
        RequireTimeToAnswer(variables, configuration);
        RequireRoutes(variables, configuration);

        variables.ThrowIfWrong();
        return configuration;
    }

    /// <summary>What placeholders of a workload may ask for. The built-in one asks for all of it.</summary>
    private static WorkloadParameters ReadParameters(VariableReader variables, bool isBuiltIn)
    {
        var usual = new WorkloadParameters
        {
            ImageUri = ReadInput(ConfigurationVariables.ImageUri),
            VideoUri = ReadInput(ConfigurationVariables.VideoUri),
        };
        var format = TextRules.OneLine("a format's name on one line");
        return usual with
        {
            ImageFormat = variables.Optional(ConfigurationVariables.ImageFormat, format, usual.ImageFormat).ToUpperInvariant(),
            ImageQuality = variables.Optional(ConfigurationVariables.ImageQuality, NumberRules.Whole(1, 100), usual.ImageQuality),
            CryptoBits = variables.Optional(ConfigurationVariables.CryptoBits, NumberRules.Whole(1024, 16384), usual.CryptoBits),
            VideoPasses = variables.Optional(ConfigurationVariables.VideoPasses, NumberRules.Whole(1, 10), usual.VideoPasses),
        };

        string? ReadInput(string name) => isBuiltIn
            ? variables.Required(name, CloudNameRules.ObjectUri)
            : variables.Optional(name, CloudNameRules.ObjectUri!, fallback: null);
    }

    private static TargetSettings ReadTargets(VariableReader variables, Scenario? scenario)
    {
        var urls = FunctionUrlMap.Read(variables, scenario);
        var (functions, dispatcher, mode) = CredentialsReader.Read(variables, scenario);
        var usual = new TargetSettings();
        return usual with
        {
            FunctionUrls = urls,
            FixedRegion = scenario is Scenario.A ? FunctionUrlMap.ReadFixedRegion(variables, urls) : null,
            DispatcherUrl = scenario is Scenario.C ? variables.Required(ConfigurationVariables.DispatcherUrl, TextRules.Url) : null,
            VerifyTls = variables.Optional(ConfigurationVariables.VerifyTls, NumberRules.Switch, usual.VerifyTls),
            AuthMode = mode,
            FunctionCredentials = functions,
            DispatcherCredentials = dispatcher,
        };
    }

    private static LogSettings ReadLog(VariableReader variables)
    {
        var usual = new LogSettings();
        return new()
        {
            Bucket = variables.Optional(ConfigurationVariables.LogBucket, CloudNameRules.Bucket, usual.Bucket),
            Prefix = variables.Optional(ConfigurationVariables.LogPrefix, CloudNameRules.ObjectPrefix, usual.Prefix),
            ObjectName = variables.Optional(ConfigurationVariables.LogObject, LogObjectRule.Template, usual.ObjectName),
            AllowOverwrite = variables.Optional(ConfigurationVariables.LogAllowOverwrite, NumberRules.Switch, usual.AllowOverwrite),
        };
    }

    private static PlannerSettings ReadPlanner(VariableReader variables)
    {
        var uri = variables.Optional(ConfigurationVariables.WorkloadUri, CloudNameRules.WorkloadUri, fallback: null);
        var usual = new PlannerSettings
        {
            EventsTopic = variables.Required(ConfigurationVariables.EventsTopic, CloudNameRules.Topic),
            WorkloadUri = uri,
            Parameters = ReadParameters(variables, isBuiltIn: variables.Find(ConfigurationVariables.WorkloadUri) is null),
        };
        return usual with
        {
            TickAhead = variables.Optional(ConfigurationVariables.TickAhead, NumberRules.Seconds(0, 1800), usual.TickAhead),
            WarmUp = variables.Optional(ConfigurationVariables.WarmUp, NumberRules.Seconds(0, 300), usual.WarmUp),
            Lead = variables.Optional(ConfigurationVariables.Lead, NumberRules.Seconds(1, 3600), usual.Lead),
            PlanWindow = variables.Optional(ConfigurationVariables.PlanWindow, NumberRules.Seconds(60, 570), usual.PlanWindow),
        };
    }

    private static InvokerSettings ReadInvoker(VariableReader variables) =>
        new() { Region = variables.Optional(ConfigurationVariables.Region, TextRules.Region, fallback: null) };

    private static void RequireTimeToAnswer(VariableReader variables, LoadgenConfiguration configuration)
    {
        if (variables.IsWrong(ConfigurationVariables.HoldMax) || variables.IsWrong(ConfigurationVariables.Timeout))
            return;

        var (hold, call) = (configuration.HoldMax.TotalSeconds, configuration.Timeout.TotalSeconds);
        if (hold + call <= LongestHoldAndCall)
            return;

        variables.Report(
            ConfigurationVariables.HoldMax,
            string.Create(CultureInfo.InvariantCulture, $"{hold} together with TIMEOUT_S {call}, {hold + call} in all"),
            $"HOLD_MAX_S + TIMEOUT_S at most {LongestHoldAndCall}, since a push must be answered within 600 s");
    }

    /// <summary>Any other workload than the built-in one is read when a tick comes, and held against the routes then.</summary>
    private static void RequireRoutes(VariableReader variables, LoadgenConfiguration configuration)
    {
        const string urls = ConfigurationVariables.FunctionUrls;
        if (configuration.Planner is null
            || variables.Find(ConfigurationVariables.WorkloadUri) is not null
            || variables.IsWrong(ConfigurationVariables.Scenario)
            || variables.Find(urls) is null)
            return;

        // What is malformed has been said; whether it would have been enough is not worth a second complaint.
        var isWellFormed = !variables.IsWrong(urls);
        if (!isWellFormed && configuration.Targets.FunctionUrls.Count == 0)
            return;
        var canJudgeRegion = !variables.IsWrong(ConfigurationVariables.FixedRegion);
        foreach (var problem in RouteCheck.Of(configuration.Scenario, configuration.Targets, BuiltInWorkload.Unresolved, isWellFormed))
        {
            if (problem.Variable is urls || canJudgeRegion)
                variables.Report(problem.Variable, problem.Found, problem.Allowed);
        }
    }
}
