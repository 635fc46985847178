namespace Loadgen.Telemetry;

/// <summary>The spans that there are.</summary>
public static class SpanNames
{
    /// <summary>Planner: one delivery of a tick or a continuation. Its trace is its own.</summary>
    public const string Plan = "plan";

    /// <summary>Planner: an event's message, until Pub/Sub has confirmed it. The root of the event's trace.</summary>
    public const string Publish = "publish";

    /// <summary>Invoker: an event's message, until the event is due.</summary>
    public const string Hold = "hold";

    /// <summary>Invoker: the claim on an event.</summary>
    public const string Claim = "claim";

    /// <summary>Invoker: an event's request.</summary>
    public const string Call = "call";

    /// <summary>Invoker: an event's line, until it is stored.</summary>
    public const string Store = "store";

    /// <summary>Sample functions and dispatcher: one request, until it is answered.</summary>
    public const string Serve = "serve";

    /// <summary>Dispatcher: the request that it forwards.</summary>
    public const string Forward = "forward";
}
