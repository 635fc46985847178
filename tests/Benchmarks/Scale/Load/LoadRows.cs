using System.Globalization;
using System.Runtime.CompilerServices;
using Loadgen.Benchmarks.Scale.Processes;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>The rows of runs, from the tick to the complete log.</summary>
internal static class LoadRows
{
    private const int UsualRate = 100;
    private const int HighRate = 500;
    private const int HighRateSeconds = 20;

    /// <summary>What two cores can do beside storage and Pub/Sub.</summary>
    private const int LongRate = 250;
    private const int LongEvents = 100_000;

    /// <summary>Of the baselines, which do not change with their length.</summary>
    private const int BaselineSeconds = 20;

    private const string PlainCalls = "Task.Delay checked again, HttpClient with a new connection each";

    private static readonly Dictionary<string, string> Usual = [];

    /// <summary>As Terraform sets it for this rate: more than some 3,000 events are not held at once.</summary>
    private static readonly Dictionary<string, string> AtHighRate = new(StringComparer.Ordinal) { ["LEAD_S"] = "5" };

    /// <summary>100 events a second, two invokers.</summary>
    public static async IAsyncEnumerable<ScaleRow> AtUsualRateAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var cloud = await Cloud.StartAsync(invokers: 2, Usual, cancellationToken);
        var run = await cloud.WhileAliveAsync(Run.MeasureAsync(cloud, UsualRate, options.Seconds, cancellationToken));
        var plain = await Role.CallPlainlyAsync(cloud.Target, UsualRate, BaselineSeconds, cancellationToken);
        yield return new("lag_p50_ms", run.Lags.Median, 0.05, plain.Median, PlainCalls);
        yield return new("lag_p99_ms", run.Lags.P99, 0.3, plain.P99, PlainCalls);
        yield return new("lag_max_ms", run.MostLag, 10, plain.Most, PlainCalls);
        yield return new("processor_ms_per_event", run.Processor, 2, plain.Processor, PlainCalls);
        yield return Memory(UsualRate * options.Seconds, run, plain);
        var append = await cloud.Storage.AppendAsync(cancellationToken);
        yield return new("last_due_to_complete_s", run.Complete.TotalSeconds, 5, append.TotalSeconds, "one write and one compose");
        yield return new("storage_requests_per_event", run.Requests, 2.2, 1, "a claim alone");
        foreach (var tool in OtherTool.All)
        {
            var theirs = await tool.MeasureAsync(cloud.Target, UsualRate, BaselineSeconds, cancellationToken);
            yield return new($"grid_deviation_p99_ms_beside_{tool.Name}", run.Deviations.P99, theirs?.P99, theirs?.P99, theirs is null
                ? $"{tool.Name}, which is not installed ({tool.HowToInstall})"
                : tool.Name);
        }
    }

    /// <summary>500 events a second, one invoker.</summary>
    public static async IAsyncEnumerable<ScaleRow> AtHighRateAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seconds = Math.Min(HighRateSeconds, options.Seconds);
        await using var cloud = await Cloud.StartAsync(invokers: 1, AtHighRate, cancellationToken);
        var run = await cloud.WhileAliveAsync(Run.MeasureAsync(cloud, HighRate, seconds, cancellationToken));
        var plain = await Role.CallPlainlyAsync(cloud.Target, HighRate, seconds, cancellationToken);
        yield return new("lag_p99_ms_at_500_a_second", run.Lags.P99, 1, plain.P99, PlainCalls);
    }

    /// <summary>100,000 events, two invokers.</summary>
    public static async IAsyncEnumerable<ScaleRow> OfManyEventsAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var cloud = await Cloud.StartAsync(invokers: 2, Usual, cancellationToken);
        var run = await cloud.WhileAliveAsync(Run.MeasureAsync(cloud, LongRate, LongEvents / LongRate, cancellationToken));
        var plain = await Role.CallPlainlyAsync(cloud.Target, LongRate, BaselineSeconds, cancellationToken);
        yield return Memory(LongEvents, run, plain);
    }

    private static ScaleRow Memory(int events, RunFigures run, PlainFigures plain) => new(
        string.Create(CultureInfo.InvariantCulture, $"resident_mb_after_{events}_events"), run.Resident, 250, plain.Resident,
        string.Create(CultureInfo.InvariantCulture, $"the process of the plain calls; the most meanwhile was {run.Peak:F0} MB"));
}
