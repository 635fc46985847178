using Loadgen.Clocks;
using Loadgen.Samples.Requests;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Samples.Dispatching;

/// <summary>What a dispatcher is asked: to run a function with a payload, at once or by a deadline.</summary>
/// <param name="FunctionId">Which function: its target's name.</param>
/// <param name="Deadline">When it must have been started.</param>
internal sealed record DispatchCall(string FunctionId, Payload Payload, bool MayBeDelayed, DateTimeOffset Deadline)
{
    /// <summary>The member that holds the payload.</summary>
    public const string PayloadMember = "function_param";

    /// <summary>Reads a request.</summary>
    /// <exception cref="RefusedRequestException">A member is missing, of the wrong type, or has a value that is not allowed.</exception>
    public static DispatchCall Read(Payload body) =>
        new(ReadFunction(body), body.Object(PayloadMember), ReadDelay(body), ReadDeadline(body));

    private static string ReadFunction(Payload body)
    {
        const string name = "function_name";
        var function = body.Text(name);
        return FunctionName.IsValid(function)
            ? function
            : throw RefusedRequestException.NotAllowed(name, Excerpt.Quoted(function), FunctionName.Allowed);
    }

    private static bool ReadDelay(Payload body)
    {
        const string name = "delay";
        return body.Text(name) switch
        {
            "true" => true,
            "false" => false,
            var other => throw RefusedRequestException.NotAllowed(name, Excerpt.Quoted(other), "\"true\" or \"false\", as text"),
        };
    }

    private static DateTimeOffset ReadDeadline(Payload body)
    {
        const string name = "deadline";
        var text = body.Text(name);
        return Instant.TryParse(text, out var deadline)
            ? deadline
            : throw RefusedRequestException.NotAllowed(name, Excerpt.Quoted(text), "an ISO 8601 date with a time");
    }
}
