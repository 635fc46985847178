using System.Globalization;
using System.Text.Json.Nodes;
using Loadgen.Import.Mapping;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;
using Loadgen.Serialization;

namespace Loadgen.Import;

/// <summary>What a workload says of where it is from. It has no date: the same trace and options give the same file.</summary>
internal static class HeaderComments
{
    public static IEnumerable<string> Of(
        TraceKind kind, IReadOnlyList<TraceFile> files, ImportOptions options, ImportReport report, IReadOnlyList<MappedFunction> functions)
    {
        yield return $"Made of a published trace by `loadgen workload import {kind.Name}`.";
        yield return "";
        yield return $"Trace: {kind.Title}: {string.Join(", ", files.Select(file => file.Name))}";
        yield return $"Licence: {kind.Licence}";
        yield return $"Cite: {kind.Citation}";
        yield return kind.Note;
        yield return "";
        yield return $"Options: {options}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Minutes: {report.Minutes} of {report.MinutesInTrace}, both included; minute 0 here is minute {report.Minutes.First} there");
        yield return string.Create(CultureInfo.InvariantCulture, $"Functions: {report.Functions.Taken} of {report.Functions.Of}");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Calls: {report.Calls.Taken} of {report.Calls.Of} in these minutes; in the busiest one {report.Peak.Taken}");
        if (report.Peak.Taken < report.Peak.Of)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Thinned: the busiest minute had {report.Peak.Of}; every minute, and every function, keeps its share");
        }

        if (report.BeganBefore > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"Left out: {report.BeganBefore} calls that began before it");
        yield return $"Targets, whose URLs FUNCTION_URLS_JSON has: {string.Join(", ", report.Targets.Select(target => target.Target))}";
        if (UrlsOf(functions) is { Count: > 0 } urls)
            yield return $"The trace calls these URLs; put them, with their regions, into FUNCTION_URLS_JSON: {Text(urls)}";
    }

    private static JsonObject UrlsOf(IReadOnlyList<MappedFunction> functions)
    {
        var urls = new JsonObject();
        foreach (var function in functions.Where(function => function.Function.Url is not null))
            urls[function.Traits.Target] = new JsonObject { ["REGION"] = function.Function.Url };
        return urls;
    }

    private static string Text(JsonObject urls) => System.Text.Encoding.UTF8.GetString(Json.Write(writer => urls.WriteTo(writer)).Span);
}
