using System.Globalization;
using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Samples.Dispatching;

/// <summary>Reads the schedule, and checks all of it at the start.</summary>
internal static class ScheduleReader
{
    /// <summary>The variable that names another file.</summary>
    public const string FileVariable = "DISPATCHER_SCHEDULE";

    private const string UrlsVariable = "FUNCTION_URLS_JSON";
    private const double LongestShift = 2 * 24 * 60;
    private const double LongestTimeout = 3600;

    /// <summary>Reads the file that <see cref="FileVariable"/> names, or the one beside this program.</summary>
    /// <param name="variable">A variable's text by its name; <see langword="null"/> where it is not set.</param>
    /// <exception cref="ScheduleException">
    /// The file cannot be read, or something in it or in <c>FUNCTION_URLS_JSON</c> is wrong.
    /// </exception>
    public static Schedule Load(Func<string, string?> variable)
    {
        var file = variable(FileVariable) is { } named && !string.IsNullOrWhiteSpace(named)
            ? Path.GetFullPath(named)
            : Path.Combine(AppContext.BaseDirectory, "schedule.json");
        try
        {
            return Read(file, File.ReadAllText(file), variable(UrlsVariable));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScheduleException(
                file, [$"{FileVariable}: found a file that cannot be read ({e.Message}); allowed: a schedule file"]);
        }
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="urlsJson">The text of <c>FUNCTION_URLS_JSON</c>.</param>
    /// <exception cref="ScheduleException">Something is wrong; it lists all that is.</exception>
    public static Schedule Read(string file, string json, string? urlsJson)
    {
        var problems = new List<string>();
        var written = Parse(file, json);
        var urls = FunctionUrls.Merge(
            [("function_urls", written.FunctionUrls), (UrlsVariable, FunctionUrls.Read(UrlsVariable, urlsJson, problems))], problems);
        if (!(written.ForwardTimeoutS is >= 1 and <= LongestTimeout))
            problems.Add(Problem("forward_timeout_s", written.ForwardTimeoutS, $"1 to {LongestTimeout}"));
        for (var i = 0; i < written.Entries.Count; i++)
            Check($"entries[{i}]", written.Entries[i], problems);
        // Malformed entries have been reported; whether they would have covered the day is not worth a second complaint.
        if (problems.Count == 0)
            RequireWholeDay(written.Entries, problems);

        return problems.Count == 0
            ? new Schedule([.. written.Entries.OfType<ScheduleEntry>()], urls, TimeSpan.FromSeconds(written.ForwardTimeoutS))
            : throw new ScheduleException(file, problems);
    }

    private static ScheduleFile Parse(string file, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ScheduleFile>(json, ScheduleFile.Options)
                ?? throw new ScheduleException(file, ["schedule: found null; allowed: an object"]);
        }
        catch (JsonException e)
        {
            throw new ScheduleException(file, [$"{e.Path ?? "$"}: {e.Message}"]);
        }
    }

    private static void Check(string place, ScheduleEntry? entry, List<string> problems)
    {
        if (entry is null)
        {
            problems.Add($"{place}: found null; allowed: an object");
            return;
        }

        if (entry.Function is { } named && !FunctionName.IsValid(named))
            problems.Add(Problem($"{place}.function", Excerpt.Quoted(named), FunctionName.Allowed));
        if (entry.Hour is { } hour and not (>= 0 and <= 23))
            problems.Add(Problem($"{place}.hour", hour, "0 to 23"));
        if (string.IsNullOrWhiteSpace(entry.TargetRegion))
            problems.Add(Problem($"{place}.target_region", "nothing", "a region's name"));
        if (entry.FunctionUrl is { } url && !FunctionUrls.TryParseUrl(url, out _))
            problems.Add(Problem($"{place}.function_url", "no such URL", FunctionUrls.UrlRule));
        if (entry.CarbonIntensity is { } intensity and not >= 0)
            problems.Add(Problem($"{place}.carbon_intensity", intensity, "0 or more"));
        if (entry.Priority is { ValueKind: not (JsonValueKind.Number or JsonValueKind.String) } priority)
            problems.Add(Problem($"{place}.priority", priority.ValueKind, "a number or text"));
        if (entry.ShiftMinutes is { } shift and not (>= 0 and <= LongestShift))
            problems.Add(Problem($"{place}.shift_minutes", shift, $"0 to {LongestShift}"));
    }

    private static void RequireWholeDay(IReadOnlyList<ScheduleEntry?> entries, List<string> problems)
    {
        var hours = Enumerable.Range(0, 24).Where(hour => !entries.Any(entry => entry!.IsForAnyFunction(hour))).ToList();
        if (hours.Count > 0)
        {
            var found = $"none without a function at hour {string.Join(", ", hours)}";
            problems.Add(Problem("entries", found, "one without a function at every hour, for the functions that no other one names"));
        }
    }

    private static string Problem(string place, object found, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}: found {found}; allowed: {allowed}");
}
