using System.Text.Json;
using System.Text.Json.Serialization;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Workloads;

namespace Loadgen.Cli.Local;

/// <summary>What <c>loadgen tick</c> has to know of the local cloud: a file that is there as long as the local cloud is up.</summary>
/// <param name="PubSubEmulatorHost">Where Pub/Sub listens.</param>
/// <param name="StorageEmulatorHost">Where Cloud Storage listens.</param>
/// <param name="Clock">The trace's clock, as <see cref="SharedClock"/> writes it; <see langword="null"/>: the machine's.</param>
internal sealed record UpState(
    string PubSubEmulatorHost, string StorageEmulatorHost, string? Clock, IReadOnlyList<UpScenario> Scenarios)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<Scenario>() },
    };

    /// <summary>The state of a local cloud that is up.</summary>
    /// <param name="clock">The trace's clock; <see langword="null"/>: the machine's.</param>
    public static UpState Of(LocalCloud cloud, SharedClock? clock) => new(
        cloud.PubSub.EmulatorHost,
        cloud.Storage.Address,
        clock?.ToString(),
        [.. cloud.Scenarios.Select(scenario => new UpScenario(
            scenario.Configuration.Scenario,
            scenario.Configuration.ExperimentId,
            scenario.Resources.TicksTopic,
            scenario.Configuration.JitterSeconds,
            scenario.Configuration.MaxLateness.TotalSeconds,
            scenario.Configuration.Log.Bucket!,
            scenario.Configuration.Log.Prefix,
            scenario.Configuration.DryRun,
            scenario.Configuration.Planner!.WorkloadUri,
            scenario.Configuration.Planner.Parameters))]);

    /// <summary>Where it lies under the folder that <c>loadgen up --out</c> names.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "current.json");

    /// <summary>The clock of the trace.</summary>
    public TimeProvider TraceClock(TimeProvider machine) => ParsedClock?.On(machine) ?? machine;

    /// <summary>Trace seconds per second of the machine.</summary>
    [JsonIgnore]
    public double Speed => ParsedClock?.Speed ?? 1;

    private SharedClock? ParsedClock => Clock is null ? null : SharedClock.Parse(Clock);

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">There is none, or it is not what <see cref="Write"/> writes.</exception>
    public static UpState Read(string folder)
    {
        var path = PathIn(folder);
        try
        {
            var state = JsonSerializer.Deserialize<UpState>(File.ReadAllBytes(path), Json);
            if (state is { Scenarios: not null } && (state.Clock is null || state.ParsedClock is not null))
                return state;
        }
        catch (JsonException)
        {
            // Told below.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"no local cloud is up here: {path} cannot be read. "
                + $"`{CommandName.Current} up` starts one, in another terminal; --out names its folder.",
                e);
        }

        throw new UsageException($"{path} is not what `{CommandName.Current} up` has written; is it still up?");
    }

    public void Write(string folder) => File.WriteAllBytes(PathIn(folder), JsonSerializer.SerializeToUtf8Bytes(this, Json));
}

/// <summary>A scenario of a local cloud.</summary>
/// <param name="TicksTopic">Where ticks are published.</param>
/// <param name="JitterS"><c>JITTER_S</c>.</param>
/// <param name="MaxLatenessS"><c>MAX_LATENESS_S</c>.</param>
/// <param name="Bucket"><c>LOG_GCS_BUCKET</c>.</param>
/// <param name="LogPrefix"><c>LOG_GCS_PREFIX</c>.</param>
/// <param name="DryRun"><c>DRY_RUN</c>.</param>
/// <param name="WorkloadUri"><c>WORKLOAD_URI</c>; <see langword="null"/>: the built-in workload.</param>
/// <param name="Parameters">What its placeholders stand for.</param>
internal sealed record UpScenario(
    Scenario Scenario,
    string ExperimentId,
    string TicksTopic,
    double JitterS,
    double MaxLatenessS,
    string Bucket,
    string LogPrefix,
    bool DryRun,
    string? WorkloadUri,
    WorkloadParameters Parameters);
