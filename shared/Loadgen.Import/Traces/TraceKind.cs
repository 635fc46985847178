namespace Loadgen.Import.Traces;

/// <summary>A format in which traces are published.</summary>
/// <param name="Name">How it is typed.</param>
/// <param name="Title">For people.</param>
/// <param name="Licence">Under which the data may be used.</param>
/// <param name="Citation">What to cite.</param>
public sealed record TraceKind(string Name, string Title, string Licence, string Citation)
{
    private const string Ended = "A count belongs to the minute in which the call ended, not to the one in which it began.";

    /// <summary>A day of Azure Functions: tables of calls by the minute, durations, memory.</summary>
    public static TraceKind Azure2019 { get; } = new(
        "azure-2019",
        "Azure Functions 2019",
        "CC-BY 4.0",
        "Shahrad et al., Serverless in the Wild, USENIX ATC 2020")
    {
        Note = Ended,
    };

    /// <summary>An excerpt of the same tables.</summary>
    public static TraceKind InVitro { get; } = new(
        "invitro",
        "In-Vitro, an excerpt of Azure Functions 2019",
        "MIT; the calls, of Azure Functions 2019, CC-BY 4.0",
        "Ustiugov et al., Enabling In-Vitro Serverless Systems Research, WORDS 2023, and Shahrad et al., Serverless in the Wild, "
            + "USENIX ATC 2020")
    {
        Note = Ended,
    };

    /// <summary>Two weeks of Azure Functions, call by call.</summary>
    public static TraceKind Azure2021 { get; } = new(
        "azure-2021",
        "Azure Functions 2021",
        "CC-BY 4.0",
        "Zhang et al., Faster and Cheaper Serverless Computing on Harvested Resources, SOSP 2021")
    {
        Note = "A call is due when it began: its end less its duration.",
    };

    /// <summary>A workload of FaaSProfiler.</summary>
    public static TraceKind FaasProfiler { get; } = new(
        "faasprofiler",
        "FaaSProfiler",
        "that of whoever wrote the file; FaaSProfiler is under the MIT licence",
        "Shahrad et al., Architectural Implications of Function-as-a-Service Computing, MICRO 2019")
    {
        Note = "Random calls are drawn by Loadgen's own generator: the same on every machine for a seed, and not those of FaaSProfiler.",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TraceKind> All { get; } = [Azure2019, InVitro, Azure2021, FaasProfiler];

    /// <summary>What to know of its times.</summary>
    public required string Note { get; init; }

    /// <summary>The kind of a name.</summary>
    /// <returns><see langword="null"/> where there is none.</returns>
    public static TraceKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
