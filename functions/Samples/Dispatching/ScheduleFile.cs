using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loadgen.Samples.Dispatching;

/// <summary>The schedule file as it is written: JSON, in which comments and trailing commas are allowed.</summary>
internal sealed record ScheduleFile
{
    /// <summary>Options for everything in the form of the file: names in snake case, and none that is not known.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>How long a forwarded call may take, in seconds. The default is less than the load generator's own 120.</summary>
    public double ForwardTimeoutS { get; init; } = 110;

    /// <summary>Function → region → URL, as in <c>FUNCTION_URLS_JSON</c>, which it overrides.</summary>
    public Dictionary<string, Dictionary<string, string>> FunctionUrls { get; init; } = [];

    /// <summary>The decisions; the first that matches counts.</summary>
    public required IReadOnlyList<ScheduleEntry?> Entries { get; init; }
}
