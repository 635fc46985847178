using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Serialization;

namespace Loadgen.Invocation;

/// <summary>The one request that an event stands for, and the record that it ends in.</summary>
internal abstract class EventRequest
{
    public abstract CallTarget Target { get; }

    /// <summary>The request for an event: to the function in scenarios A and B, to the dispatcher in C.</summary>
    public static EventRequest Of(LoadgenConfiguration configuration, EventMessage message) => configuration.Scenario switch
    {
        Scenario.C => new ToDispatcher(configuration.Targets, message),
        _ => new ToFunction(configuration, message),
    };

    public abstract ReadOnlyMemory<byte> Body(DateTimeOffset sentAt);

    /// <summary>The record of an event for which nothing was sent.</summary>
    public InvocationRecord Unsent(Outcome outcome, DateTimeOffset now) => Record(outcome, now, null, null);

    /// <summary>The record of a call.</summary>
    public InvocationRecord Sent(DateTimeOffset sentAt, CallResult result, DateTimeOffset now) =>
        Record(result.Outcome, now, sentAt, result);

    protected abstract InvocationRecord Record(Outcome outcome, DateTimeOffset now, DateTimeOffset? sentAt, CallResult? result);

    private sealed class ToFunction : EventRequest
    {
        private readonly EventMessage _message;
        private readonly Route _route;

        public ToFunction(LoadgenConfiguration configuration, EventMessage message)
        {
            _message = message;
            var function = message.Event.FunctionId;
            _route = Router.TryRoute(configuration.Scenario, configuration.Targets, function, out var route, out var allowed)
                ? route
                : throw new InvalidOperationException($"The function {function} has no route; it would need {allowed}.");
            Target = new(_route.Url, configuration.Targets.FunctionCredentials);
        }

        public override CallTarget Target { get; }

        public override ReadOnlyMemory<byte> Body(DateTimeOffset sentAt) =>
            Json.Write(writer => Payload.WithSentTime(_message.Payload, sentAt).WriteTo(writer));

        protected override InvocationRecord Record(Outcome outcome, DateTimeOffset now, DateTimeOffset? sentAt, CallResult? result) =>
            new DirectRecord
            {
                Run = _message.Run,
                Event = _message.Event,
                Outcome = outcome,
                RecordedAt = now,
                SentAt = sentAt,
                Call = result,
                Route = _route,
            };
    }

    private sealed class ToDispatcher(TargetSettings targets, EventMessage message) : EventRequest
    {
        private readonly DateTimeOffset _deadline = DispatchDeadline.Of(message.Run.TraceHour);

        public override CallTarget Target { get; } = new(
            targets.DispatcherUrl ?? throw new InvalidOperationException("Scenario C has no DISPATCHER_URL."),
            targets.DispatcherCredentials);

        public override ReadOnlyMemory<byte> Body(DateTimeOffset sentAt) =>
            DispatchRequest.Write(message.Event.FunctionId, Payload.WithSentTime(message.Payload, sentAt), _deadline);

        protected override InvocationRecord Record(Outcome outcome, DateTimeOffset now, DateTimeOffset? sentAt, CallResult? result)
        {
            var answer = result is null
                ? null
                : DispatchAnswer.Read(result.ResponseJson, targets.FunctionUrls.GetValueOrDefault(message.Event.FunctionId));
            return new DispatchRecord
            {
                Run = message.Run,
                Event = message.Event,
                Outcome = outcome is Outcome.Ok && answer is { IsFailure: true } ? Outcome.DispatchFailed : outcome,
                RecordedAt = now,
                SentAt = sentAt,
                Call = result,
                DispatcherUrl = Target.Url,
                Deadline = _deadline,
                Answer = answer,
            };
        }
    }
}
