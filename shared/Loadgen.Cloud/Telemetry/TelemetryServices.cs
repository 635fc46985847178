using Loadgen.Configuration;
using Loadgen.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cloud.Telemetry;

/// <summary>What a function records, and sends where the environment says so.</summary>
public static class TelemetryServices
{
    /// <summary>Set by Cloud Run, and so by Cloud Functions: the name that a function is deployed under.</summary>
    private const string CloudName = "K_SERVICE";

    /// <summary>Adds spans and metrics. Nothing of OpenTelemetry is even loaded where they go nowhere, since that takes its time.</summary>
    /// <param name="variables">The function's configuration, which includes the environment.</param>
    /// <param name="sender">Who sends them.</param>
    public static IServiceCollection AddLoadgenTelemetry(
        this IServiceCollection services, TelemetrySettings settings, IConfiguration variables, TelemetrySender sender)
    {
        services.AddSingleton<Spans>();
        services.AddSingleton<Metrics>();
        if (settings.AreOn)
        {
            OtlpExport.AddTo(services, settings, sender with
            {
                Service = TextOf(CloudName) ?? sender.Service,
                Region = TextOf(ConfigurationVariables.Region),
            });
        }

        return services;

        string? TextOf(string name) => variables[name] is { Length: > 0 } text ? text : null;
    }
}

/// <summary>Who sends spans and metrics.</summary>
/// <param name="Service">What it is called where nobody has given it a name.</param>
public sealed record TelemetrySender(string Service)
{
    /// <summary>What it works for; <see langword="null"/>: it does not know.</summary>
    public LoadgenConfiguration? Experiment { get; init; }

    /// <summary>The least time from one flush to the next, which an answer may have to wait.</summary>
    public TimeSpan FlushPause { get; init; }

    /// <summary>The longest that an answer waits.</summary>
    public TimeSpan FlushPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Where it runs; <see langword="null"/>: nobody said.</summary>
    internal string? Region { get; init; }

    /// <summary>What is known of it, by the names of OpenTelemetry's conventions.</summary>
    internal IEnumerable<KeyValuePair<string, object>> Attributes
    {
        get
        {
            if (Region is not null)
                yield return new("cloud.region", Region);
            if (Experiment is null)
                yield break;
            yield return new("loadgen.experiment_id", Experiment.ExperimentId);
            yield return new("loadgen.scenario", Experiment.Scenario.ToString());
        }
    }
}
