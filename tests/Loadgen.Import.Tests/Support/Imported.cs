using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Import.Problems;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Import.Tests.Support;

/// <summary>A workload as an import wrote it.</summary>
internal sealed record Imported(ImportReport Report, string Text)
{
    /// <summary>The functions by their IDs, in the order of the file, as whoever runs the workload reads it.</summary>
    public IReadOnlyDictionary<string, ImportedFunction> Functions { get; } = ReadFunctions(Text);

    public static Imported Of(TraceKind kind, ImportOptions options, params IReadOnlyList<TraceFile> files)
    {
        using var output = new StringWriter();
        var report = TraceImport.Run(kind, files, options, output);
        return new(report, output.ToString());
    }

    /// <summary>What is wrong, line by line.</summary>
    public static IReadOnlyList<string> Refused(TraceKind kind, ImportOptions options, params IReadOnlyList<TraceFile> files) =>
        [.. Assert.Throws<ImportException>(() => Of(kind, options, files)).Problems.Select(problem => problem.ToString())];

    public static TraceFile File(string name, string text) => new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>The excerpt that the repository has.</summary>
    public static TraceFile Excerpt { get; } = new(
        "azure-2019-three-functions.csv",
        () => typeof(Imported).Assembly.GetManifestResourceStream("Data.azure-2019-three-functions.csv")!);

    private static Dictionary<string, ImportedFunction> ReadFunctions(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var parameters = new WorkloadParameters { ImageUri = "gs://in/image.png", VideoUri = "gs://in/video.mp4" };
        return WorkloadReader.Read(content, WorkloadSyntax.Yaml, parameters).Functions.ToDictionary(function => function.Id, function =>
            new ImportedFunction(
                function.Traits.Target,
                function.Payload,
                (function.Schedule as PerMinuteSchedule)?.Counts ?? [],
                [.. ((function.Schedule as OffsetSchedule)?.Offsets ?? []).Select(Moment)]));
    }

    private static string Moment(TimeSpan offset) => offset.ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}

/// <summary>One function of it.</summary>
internal sealed record ImportedFunction(string Target, JsonObject Payload, IReadOnlyList<int> Counts, IReadOnlyList<string> Moments);
