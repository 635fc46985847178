using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Loadgen.Emulation.Hosting;
using Microsoft.AspNetCore.Http;

namespace Crash.Tests.Cloud;

/// <summary>What the invokers call: keeps a receipt of each call, then answers as the event's name decides.</summary>
internal sealed class Targets : IAsyncDisposable
{
    private readonly ConcurrentQueue<Receipt> _receipts = new();
    private readonly TaskCompletionSource<Receipt> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private readonly Func<string, TargetAnswer> _answerOf;
    private LoopbackServer? _server;

    private Targets(TimeProvider clock, Func<string, TargetAnswer> answerOf)
    {
        _clock = clock;
        _answerOf = answerOf;
    }

    /// <summary>Where they listen.</summary>
    public Uri Address => _server!.Address;

    /// <summary>All calls so far.</summary>
    public IReadOnlyCollection<Receipt> Receipts => _receipts;

    /// <summary>The first call.</summary>
    /// <exception cref="TimeoutException">Nobody calls.</exception>
    public Task<Receipt> FirstAsync() => _first.Task.WaitAsync(TimeSpan.FromMinutes(10), TimeProvider.System);

    /// <summary>Starts to listen.</summary>
    /// <param name="clock">The clock of receipts and answers.</param>
    /// <param name="answerOf">How an event's call is answered.</param>
    public static async Task<Targets> StartAsync(TimeProvider clock, Func<string, TargetAnswer> answerOf)
    {
        var targets = new Targets(clock, answerOf);
        targets._server = await LoopbackServer.StartAsync(0, targets.AnswerAsync, CancellationToken.None);
        return targets;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var arrived = _clock.GetUtcNow();
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var eventId = body.RootElement.GetProperty("event_id").GetString()!;
        var receipt = new Receipt(eventId, arrived, body.RootElement.GetProperty("dispatch_sent_time_utc").GetDateTimeOffset());
        _receipts.Enqueue(receipt);
        _first.TrySetResult(receipt);
        try
        {
            var answer = _answerOf(eventId);
            await Task.Delay(answer.After, _clock, context.RequestAborted);
            context.Response.StatusCode = answer.Status;
            if (answer.Status == TargetAnswer.Broken)
                context.Abort();
            else
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"ok":true}"""), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, or has crashed.
        }
    }
}

/// <summary>A call that arrived.</summary>
/// <param name="EventId">For which event.</param>
/// <param name="At">When, by the targets' clock.</param>
/// <param name="SentAt">When it was sent, by the sender's clock.</param>
internal sealed record Receipt(string EventId, DateTimeOffset At, DateTimeOffset SentAt);

/// <summary>How a call is answered.</summary>
/// <param name="Status">The status; <see cref="Broken"/> breaks the connection instead.</param>
/// <param name="After">When; an infinite time is never.</param>
internal sealed record TargetAnswer(int Status, TimeSpan After)
{
    /// <summary>In place of a status.</summary>
    public const int Broken = 999;
}
