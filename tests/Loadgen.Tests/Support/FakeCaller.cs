using System.Text;
using Loadgen.Calls;

namespace Loadgen.Tests.Support;

/// <summary>Targets on virtual time: notes what arrives and answers after a while.</summary>
internal sealed class FakeCaller(TimeProvider time) : IEventCaller
{
    public TimeSpan AnswersAfter { get; set; } = TimeSpan.FromMilliseconds(120);

    public Func<CallResult, CallResult> Answer { get; set; } = result => result;

    public List<(DateTimeOffset At, Uri Url, string Body)> Received { get; } = [];

    public List<TraceContext> Traces { get; } = [];

    public List<CallTarget> Prepared { get; } = [];

    public TimeSpan PreparesFor { get; set; }

    public async Task PrepareAsync(CallTarget target, CancellationToken cancellationToken)
    {
        Prepared.Add(target);
        await Task.Delay(PreparesFor, time, cancellationToken);
    }

    public async Task<CallResult> CallAsync(
        CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, CancellationToken cancellationToken)
    {
        Traces.Add(trace);
        Received.Add((time.GetUtcNow(), target.Url, Encoding.UTF8.GetString(body.Span)));
        await Task.Delay(AnswersAfter, time, cancellationToken);
        return Answer(new CallResult
        {
            Outcome = Outcome.Ok,
            StatusCode = 200,
            Latency = AnswersAfter,
            Timings = new(
                TimeSpan.Zero,
                TimeSpan.FromMilliseconds(1),
                null,
                AnswersAfter - TimeSpan.FromMilliseconds(2),
                TimeSpan.FromMilliseconds(1)),
            RequestBytes = body.Length,
            ResponseBytes = 2,
            ResponseJson = System.Text.Json.JsonDocument.Parse("{}").RootElement.Clone(),
        });
    }
}
