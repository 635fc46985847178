using System.Globalization;
using System.Text.Json;
using Loadgen.Benchmarks.Scale.Processes;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>A run, from the tick to its complete log.</summary>
internal static class Run
{
    /// <summary>After the last event is due.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a schedule.</summary>
    /// <exception cref="ScaleException">An event has no line, or a call failed.</exception>
    public static async Task<RunFigures> MeasureAsync(Cloud cloud, int rate, int seconds, CancellationToken cancellationToken)
    {
        // The warm-up is over, and what it left is collected.
        await WaitUntilAsync(Now.AddSeconds(3), cancellationToken);
        var schedule = Schedule.After(Now, rate, seconds);
        await File.WriteAllTextAsync(cloud.Workload, schedule.ToWorkload(), cancellationToken);
        var (count, invokers) = (schedule.Events, cloud.Invokers);
        ScaleBenchmark.Say($"{count} events at {rate}/s with {invokers.Count} invoker(s), the first at {schedule.First:HH:mm:ss} …");
        // In the next hour, perhaps: the tick announces it, and the planner waits.
        var requests = await cloud.Storage.CountRequestsAsync(cancellationToken);
        await TakeArrivalsAsync(cloud.Target, cancellationToken);
        var before = ProcessorOf(cloud);
        await cloud.TickAsync(schedule.Hour, cancellationToken);
        await WaitUntilAsync(schedule.LastDue, cancellationToken);

        var log = await CompleteAsync(cloud, schedule, cancellationToken);
        var complete = Now - schedule.LastDue;
        var spent = ProcessorOf(cloud).Zip(before, (end, start) => (end - start) / count).ToList();
        var figures = invokers.Select(invoker => invoker.Figures).ToList();
        requests = await cloud.Storage.CountRequestsAsync(cancellationToken) - requests;
        var arrivals = await TakeArrivalsAsync(cloud.Target, cancellationToken);
        var lags = LagsOf(await cloud.Storage.ReadLinesAsync(log, cancellationToken), count);
        await File.WriteAllLinesAsync(cloud.Lags, lags.Select(lag => Text(lag)), cancellationToken);
        var parts = cloud.Servers.Zip(spent, (server, time) => $"{server.Name} {Text(time)}");
        ScaleBenchmark.Say($"ms of processor time an event: {string.Join(", ", parts)}");
        return new(
            new(lags),
            lags.Max(),
            cloud.Servers.Zip(spent).Where(server => invokers.Contains(server.First)).Sum(server => server.Second),
            figures.Max(invoker => invoker.Resident),
            figures.Max(invoker => invoker.Peak),
            (double)requests / count,
            complete,
            new Grid(rate).DeviationsOf(arrivals));
    }

    /// <summary>When each request reached the target since the last time, in ticks.</summary>
    public static async Task<IReadOnlyList<long>> TakeArrivalsAsync(Server target, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = target.Address };
        var text = await http.GetStringAsync(ArrivalTarget.Arrivals, cancellationToken);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)),
        ];
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static string Text(double number) => number.ToString("0.00##", CultureInfo.InvariantCulture);

    private static List<double> ProcessorOf(Cloud cloud) => [.. cloud.Servers.Select(server => server.Figures.Processor.TotalMilliseconds)];

    private static async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        while (moment - Now is { Ticks: > 0 } left)
            await Task.Delay(left, TimeProvider.System, cancellationToken);
    }

    /// <summary>Waits for the line that says that the log is complete.</summary>
    /// <returns>The log's name.</returns>
    private static async Task<string> CompleteAsync(Cloud cloud, Schedule schedule, CancellationToken cancellationToken)
    {
        string? log = null;
        for (var giveUp = schedule.LastDue + Patience; Now < giveUp; await WaitUntilAsync(Now + PollInterval, cancellationToken))
        {
            log ??= (await cloud.Storage.ListAsync($"loadgen-logs/{cloud.Experiment}/", cancellationToken)).FirstOrDefault();
            var end = log is null ? "" : await cloud.Storage.ReadEndAsync(log, 400, cancellationToken);
            if (end.Contains("\"loadgen_complete\"", StringComparison.Ordinal))
                return log!;
        }

        var lines = log is null ? "there is none" : $"it has {(await cloud.Storage.ReadLinesAsync(log, cancellationToken)).Count} lines";
        throw new ScaleException(
            $"The log of {cloud.Experiment} is not complete {Patience.TotalMinutes:0} minutes after the last event: {lines}");
    }

    /// <returns>In the order in which they were due.</returns>
    private static List<double> LagsOf(IReadOnlyList<string> lines, int expected)
    {
        var lags = new SortedDictionary<int, double>();
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("outcome", out var outcome))
                continue;
            if (outcome.GetString() != "ok")
                throw new ScaleException($"A call failed: {line}");
            var number = json.RootElement.GetProperty("invocation_index").GetInt32();
            if (!lags.TryAdd(number, json.RootElement.GetProperty("start_lag_ms").GetDouble()))
                throw new ScaleException($"An event has two lines: {line}");
        }

        return lags.Count == expected
            ? [.. lags.Values]
            : throw new ScaleException($"The log has lines of {lags.Count} events; {expected} were planned");
    }
}

/// <summary>What a run took.</summary>
/// <param name="Lags">How late each call was, in ms.</param>
/// <param name="MostLag">The latest one's, in ms.</param>
/// <param name="Processor">Milliseconds of processor time an event, of all invokers, from the tick to the complete log.</param>
/// <param name="Resident">MB of the larger invoker at the end.</param>
/// <param name="Peak">The most that it had.</param>
/// <param name="Requests">Storage requests an event, of planner and invokers.</param>
/// <param name="Complete">From the last event's due instant to the complete log.</param>
/// <param name="Deviations">How far each arrival at the target was from an even grid, in ms.</param>
internal sealed record RunFigures(
    Samples Lags, double MostLag, double Processor, double Resident, double Peak, double Requests, TimeSpan Complete, Samples Deviations);
