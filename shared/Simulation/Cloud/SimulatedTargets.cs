using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Cloud;

/// <summary>The functions and the dispatcher that are called: they keep receipts, and answer well, badly, late or never.</summary>
internal sealed class SimulatedTargets(
    Network network, TimeProvider time, Random random, FaultProfile faults, TimeSpan timeout, Timeline timeline, History history)
    : IEventCaller
{
    /// <summary>How a dispatcher fails with 200; a function may answer the same, and has not failed.</summary>
    private static readonly JsonElement DispatchFailed = JsonElement.Parse("""{"status":"failed"}""");

    public Task PrepareAsync(CallTarget target, CancellationToken cancellationToken) =>
        network.TravelAsync(TimeSpan.FromMilliseconds(300)).WaitAsync(cancellationToken);

    public async Task<CallResult> CallAsync(
        CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, CancellationToken cancellationToken)
    {
        // Sent at this instant: the way there is part of the latency, not of the lag.
        var eventId = EventIdOf(body);
        var call = history.Call(eventId);
        timeline.Add("target", $"called for {eventId}");
        try
        {
            return await network.RequestAsync(() => AnswerAsync(call, eventId, body.Length)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            call.CutAt = time.GetUtcNow();
            throw;
        }
    }

    private async Task<CallResult> AnswerAsync(Call call, string eventId, int requestBytes)
    {
        var bad = random.NextDouble() < faults.BadTargets ? random.Next(1, 6) : 0;
        var takes = bad switch
        {
            1 => timeout,
            2 => timeout * random.NextDouble(),
            _ => UsualDuration(eventId, TimeSpan.FromSeconds(2 * random.NextDouble())),
        };
        if (takes > timeout)
            (bad, takes) = (1, timeout);
        await Task.Delay(takes, time);

        history.CallEnded(call, eventId);
        var result = Result(call, requestBytes);
        return bad switch
        {
            1 => result with { Outcome = Outcome.Timeout, StatusCode = null, Error = "Timeout: no complete answer" },
            3 => result with { Outcome = Outcome.HttpError, StatusCode = 500, ResponseSnippet = "oops\n", ResponseBytes = 5 },
            4 => result with { Outcome = Outcome.ConnectionError, StatusCode = null, Error = "ConnectionReset: gone" },
            5 => result with { ResponseJson = DispatchFailed },
            _ => result,
        };
    }

    private CallResult Result(Call call, int requestBytes)
    {
        var latency = time.GetUtcNow() - call.At;
        return new()
        {
            Outcome = Outcome.Ok,
            StatusCode = 200,
            Latency = latency,
            Timings = new(TimeSpan.Zero, TimeSpan.Zero, null, latency, TimeSpan.Zero),
            RequestBytes = requestBytes,
        };
    }

    /// <summary>By the function that an event's ID names: <c>{experiment}:{hour}:{function}:{index}</c>.</summary>
    private TimeSpan UsualDuration(string eventId, TimeSpan otherwise) =>
        faults.CallDurations.GetValueOrDefault(eventId.Split(':')[^2], otherwise);

    /// <summary>From the payload itself, or from the dispatcher's function_param.</summary>
    private static string EventIdOf(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return (root.TryGetProperty("function_param", out var inner) ? inner : root).GetProperty("event_id").GetString()!;
    }
}
