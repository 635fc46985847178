using System.Runtime.CompilerServices;
using Loadgen.Benchmarks.Scale.Processes;
using Loadgen.Benchmarks.Scale.Tracing;
using Loadgen.Telemetry;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>The rows of what spans and metrics cost: where nobody asks for them, and where they are sent by OTLP.</summary>
internal static class TraceRows
{
    private const int Rate = 100;

    private static readonly string[] SpansOfEvent =
        [SpanNames.Publish, SpanNames.Hold, SpanNames.Claim, SpanNames.Call, SpanNames.Store];

    /// <summary>So much of an event's processor time may go into what nobody listens to.</summary>
    private const double Share = 0.01;

    /// <summary>So much later may a call be where somebody listens, in ms.</summary>
    private const double MoreLag = 0.2;

    private static readonly Dictionary<string, string> Usual = [];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public static async IAsyncEnumerable<ScaleRow> MeasureAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var off = await RunAsync(isTraced: false, options.Seconds, cancellationToken);
        ScaleBenchmark.Say("all that is called for an event's spans and metrics, with nobody listening, then with somebody …");
        var calls = await Child.StartAsync(TelemetryTask.Name, new Uri(Path.GetTempPath()), cancellationToken);
        yield return new(
            "telemetry_us_per_event_off", calls[0], off.Processor * 1000 * Share, calls[1], "the same calls, with somebody who listens");

        var on = await RunAsync(isTraced: true, options.Seconds, cancellationToken);
        const string note = "the same run without OTLP";
        yield return new("lag_p50_ms_with_otlp", on.Lags.Median, off.Lags.Median + MoreLag, off.Lags.Median, note);
        yield return new("lag_p99_ms_with_otlp", on.Lags.P99, off.Lags.P99 + MoreLag, off.Lags.P99, note);
        yield return new("lag_max_ms_with_otlp", on.MostLag, Goal: null, off.MostLag, note);
        yield return new("processor_ms_per_event_with_otlp", on.Processor, Goal: null, off.Processor, note);
    }

    private static async Task<RunFigures> RunAsync(bool isTraced, int seconds, CancellationToken cancellationToken)
    {
        await using var cloud = await Cloud.StartAsync(invokers: 2, Usual, cancellationToken, isTraced);
        var run = await cloud.WhileAliveAsync(Run.MeasureAsync(cloud, Rate, seconds, cancellationToken));
        if (cloud.Receiver is { } receiver)
            await cloud.WhileAliveAsync(RequireSpansAsync(receiver, Rate * seconds, cancellationToken));
        return run;
    }

    /// <summary>Waits for what the last answers wait for.</summary>
    /// <exception cref="ScaleException">An event lacks a span.</exception>
    private static async Task<bool> RequireSpansAsync(Server receiver, int events, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var spans = await SpanReceiver.CountAsync(receiver, cancellationToken);
            var found = string.Join(", ", spans.Select(count => $"{count.Value} {count.Key}"));
            if (SpansOfEvent.All(name => spans.GetValueOrDefault(name) >= events))
            {
                ScaleBenchmark.Say($"spans that came by OTLP: {found}");
                return true;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
                throw new ScaleException($"found {found} by OTLP; allowed: at least {events} of {string.Join(", ", SpansOfEvent)}");
            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }
    }
}
