using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>
/// The row of a planner that has 100,000 events to publish at once: those of the hour that runs, with a <c>LEAD_S</c> of an hour.
/// </summary>
internal static class PublishRows
{
    private const int Events = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    public static async IAsyncEnumerable<ScaleRow> MeasureAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["LEAD_S"] = "3600", ["WARM_UP_S"] = "0" };
        await using var cloud = await Cloud.StartAsync(invokers: 1, variables, cancellationToken);
        await cloud.DetachInvokersAsync(cancellationToken);
        var hour = TimeProvider.System.GetUtcNow();
        var schedule = new Schedule(hour.AddTicks(-(hour.Ticks % TimeSpan.TicksPerHour)), Rate: 100, Events / 100);
        await File.WriteAllTextAsync(cloud.Workload, schedule.ToWorkload(), cancellationToken);
        ScaleBenchmark.Say($"publishing {Events} events …");
        var begun = TimeProvider.System.GetTimestamp();
        await cloud.TickAsync(schedule.Hour, cancellationToken);
        await cloud.WhileAliveAsync(PublishedAsync(cloud, cancellationToken));
        var took = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        var plain = await PublishPlainlyAsync(cloud, cancellationToken);
        const string note = "as many messages in requests of 1,000, one after the other, by REST";
        yield return new("publish_100000_s", took, 5, plain.TotalSeconds, note);
    }

    private static async Task<TimeSpan> PublishPlainlyAsync(Cloud cloud, CancellationToken cancellationToken)
    {
        const int batch = 1000;
        var data = Convert.ToBase64String(new byte[700]);
        var body = JsonSerializer.Serialize(new { messages = Enumerable.Repeat(new { data }, batch) });
        using var http = new HttpClient { BaseAddress = cloud.PubSub.Address };
        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Events / batch; i++)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync($"v1/{cloud.EventsTopic}:publish", content, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>Waits until the checkpoint says that all are out.</summary>
    private static async Task<bool> PublishedAsync(Cloud cloud, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            var names = await cloud.Storage.ListAsync($"loadgen-logs-state/{cloud.Experiment}/", cancellationToken);
            if (names.FirstOrDefault(name => name.EndsWith("/checkpoint.json", StringComparison.Ordinal)) is { } name
                && JsonSerializer.Deserialize<JsonElement>(await cloud.Storage.ReadEndAsync(name, 1000, cancellationToken))
                    .GetProperty("published").GetInt32() == Events)
                return true;
            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }

        throw new ScaleException($"The planner has not published {Events} events within {Patience.TotalMinutes:0} minutes");
    }
}
