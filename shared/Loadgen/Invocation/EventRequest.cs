using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Trace;

namespace Loadgen.Invocation;

/// <summary>The one request that an event stands for, and the record that it ends in.</summary>
internal abstract class EventRequest
{
    /// <summary>Where the request goes; <see langword="null"/> where no URL is configured for the event's function.</summary>
    public abstract CallTarget? Target { get; }

    /// <summary>Everything that events of this experiment can call, one of each origin.</summary>
    public static IEnumerable<CallTarget> AllTargets(LoadgenConfiguration configuration)
    {
        var all = configuration.Scenario is Scenario.C
            ? [ToDispatcher.TargetOf(configuration.Targets)]
            : from function in configuration.Targets.FunctionUrls.Keys
              from accelerator in Enum.GetValues<Accelerator>()
              select ToFunction.TargetOf(configuration, ToFunction.RouteOf(configuration, new(function, accelerator)));
        return all.OfType<CallTarget>().DistinctBy(target => target.Url.GetLeftPart(UriPartial.Authority), StringComparer.Ordinal);
    }

    /// <summary>The request for an event: to the function in scenarios A and B, to the dispatcher in C.</summary>
    public static EventRequest Of(LoadgenConfiguration configuration, EventMessage message, Observer observer) =>
        configuration.Scenario is Scenario.C
            ? new ToDispatcher(configuration, message, observer)
            : new ToFunction(configuration, message, observer);

    public abstract ReadOnlyMemory<byte> Body(DateTimeOffset sentAt);

    /// <summary>The record of an event for which nothing was sent.</summary>
    public InvocationRecord Unsent(Outcome outcome, DateTimeOffset now) => Record(outcome, now, null, null);

    /// <summary>The record of a call.</summary>
    public InvocationRecord Sent(DateTimeOffset sentAt, CallResult result, DateTimeOffset now) =>
        Record(result.Outcome, now, sentAt, result);

    /// <summary>The record of a call that was given up. Only its sender knows that and when it was sent, so the line says so.</summary>
    public InvocationRecord GivenUp(DateTimeOffset sentAt, DateTimeOffset now) => Record(Outcome.Unknown, now, sentAt, null);

    protected abstract InvocationRecord Record(Outcome outcome, DateTimeOffset now, DateTimeOffset? sentAt, CallResult? result);

    private sealed class ToFunction(LoadgenConfiguration configuration, EventMessage message, Observer observer) : EventRequest
    {
        private readonly Route? _route = RouteOf(configuration, message.Function);

        public override CallTarget? Target => TargetOf(configuration, _route);

        public static Route? RouteOf(LoadgenConfiguration configuration, FunctionTraits function) =>
            Router.TryRoute(configuration.Scenario, configuration.Targets, function, out var route, out _) ? route : null;

        public static CallTarget? TargetOf(LoadgenConfiguration configuration, Route? route) =>
            route is null ? null : new(route.Url, configuration.Targets.FunctionCredentials);

        public override ReadOnlyMemory<byte> Body(DateTimeOffset sentAt) => Payload.WithSentTime(message.Payload, sentAt);

        protected override InvocationRecord Record(Outcome outcome, DateTimeOffset now, DateTimeOffset? sentAt, CallResult? result) =>
            new DirectRecord
            {
                Run = message.Run,
                Event = message.Event,
                Observer = observer,
                Outcome = outcome,
                RecordedAt = now,
                SentAt = sentAt,
                Call = result,
                Route = _route,
            };
    }

    private sealed class ToDispatcher(LoadgenConfiguration configuration, EventMessage message, Observer observer) : EventRequest
    {
        private readonly DateTimeOffset _deadline = DispatchDeadline.Of(message.Run.TraceHour);
        private readonly CallTarget _target = TargetOf(configuration.Targets);

        public override CallTarget Target => _target;

        public static CallTarget TargetOf(TargetSettings targets) => new(
            targets.DispatcherUrl ?? throw new InvalidOperationException("Scenario C has no DISPATCHER_URL."),
            targets.DispatcherCredentials);

        public override ReadOnlyMemory<byte> Body(DateTimeOffset sentAt) =>
            DispatchRequest.Write(message.Function, Payload.WithSentTime(message.Payload, sentAt), _deadline);

        protected override InvocationRecord Record(Outcome outcome, DateTimeOffset now, DateTimeOffset? sentAt, CallResult? result)
        {
            var answer = result is null
                ? null
                : DispatchAnswer.Read(result.ResponseJson, configuration.Targets.FunctionUrls.GetValueOrDefault(message.Function.Target));
            return new DispatchRecord
            {
                Run = message.Run,
                Event = message.Event,
                Observer = observer,
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
