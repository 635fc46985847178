using System.Text.Json.Nodes;

namespace Loadgen.Import.Traces;

/// <summary>A function of a trace that has been chosen, and what the trace says of it.</summary>
/// <param name="Name">How the trace calls it: a hash, or a word.</param>
/// <param name="Calls">When it is called, since the beginning of the chosen minutes.</param>
internal sealed record TracedFunction(string Name, FunctionCalls Calls)
{
    /// <summary>What sets it off, in the words of the trace.</summary>
    public string? Trigger { get; set; }

    /// <summary>The average of its calls, in ms.</summary>
    public double? Duration { get; set; }

    /// <summary>The average of its calls or of its app, in MB.</summary>
    public double? Memory { get; set; }

    /// <summary>What the trace sends to it.</summary>
    public JsonObject? Payload { get; init; }

    /// <summary>Its target by the trace, where there is no map.</summary>
    public string? Target { get; init; }

    /// <summary>The URL that the trace calls. It is no part of a workload.</summary>
    public string? Url { get; init; }
}
