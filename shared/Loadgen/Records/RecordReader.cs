using System.Globalization;
using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Records;

/// <summary>
/// Makes the record again that a line was made of. What follows from something else in the line is not read but follows anew, so that the
/// record's own line is what the line should be.
/// </summary>
internal static class RecordReader
{
    /// <summary>The record, which keeps the line's JSON.</summary>
    /// <param name="line">The JSON of <paramref name="entry"/>.</param>
    /// <exception cref="JsonFormatException">A member is missing or not what a line has.</exception>
    public static InvocationRecord Read(JsonElement line, InvocationEntry entry) => entry.Run.Scenario is Scenario.C
        ? ReadDispatch(line, entry)
        : new DirectRecord
        {
            Run = RunOf(entry),
            Event = ReadEvent(entry),
            Outcome = entry.Outcome,
            Observer = ReadObserver(line, entry),
            RecordedAt = entry.WrittenAt ?? default,
            SentAt = SentAt(entry),
            Call = entry.Outcome.WasSent() ? CallReader.Read(line.Member(LineMember.Invoke, JsonValueKind.Object), entry.Outcome) : null,
            Route = ReadUrl(line, LineMember.TargetUrl) is { } url
                ? new(line.Text(LineMember.TargetRegion), line.Text(LineMember.PolicySource), url)
                : null,
        };

    private static DispatchRecord ReadDispatch(JsonElement line, InvocationEntry entry)
    {
        var call = entry.Outcome.WasSent() ? CallReader.Read(line.Member(LineMember.Dispatch, JsonValueKind.Object), entry.Outcome) : null;
        return new()
        {
            Run = RunOf(entry),
            Event = ReadEvent(entry),
            Outcome = entry.Outcome,
            Observer = ReadObserver(line, entry),
            RecordedAt = entry.WrittenAt ?? default,
            SentAt = entry.IsOriginal ? WithinSecond(line, entry) : SentAt(entry),
            Call = call,
            DispatcherUrl = ReadUrl(line, LineMember.DispatcherUrl)
                ?? throw new JsonFormatException($"'{LineMember.DispatcherUrl}' is null; allowed is an absolute URL"),
            Deadline = DispatchDeadline.Of(entry.Run.TraceHour),
            Answer = call is null ? null : DispatchAnswer.Read(call.ResponseJson, RegionsOf(line)),
        };
    }

    private static Run RunOf(InvocationEntry entry)
    {
        var (experiment, scenario, hour, runId) = entry.Run;
        return new(experiment, scenario, hour, runId, Invocations: 0, DryRun: false, LogObject: "");
    }

    /// <summary>The event that its ID names: <c>{experiment}:{hour}:{function}:{index}</c>.</summary>
    private static PlannedEvent ReadEvent(InvocationEntry entry) =>
        entry.EventId.Split(':') is [.., var function, var text]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new(entry.EventId, function, index, entry.ScheduledTime)
            : throw JsonFormatException.Wrong(LineMember.EventId, entry.EventId, "is experiment:hour:function:index");

    private static Observer ReadObserver(JsonElement line, InvocationEntry entry)
    {
        var isKnown = line.TryGetProperty(LineMember.InvokerRegion, out var region) && region.ValueKind is JsonValueKind.String;
        return new(isKnown ? region.GetString() : null, entry.Clock ?? ClockKind.Machine);
    }

    /// <summary>The lag is exact, and the time is cut to the millisecond.</summary>
    private static DateTimeOffset? SentAt(InvocationEntry entry) =>
        entry.StartLag is { } lag && entry.SentTime is not null ? entry.ScheduledTime + lag : entry.SentTime;

    /// <summary>
    /// The original job's time is cut to the second, which can decide whether the target time is more than a second away: then its line
    /// says on which side of that it was.
    /// </summary>
    private static DateTimeOffset? WithinSecond(JsonElement line, InvocationEntry entry) =>
        line.TryGetProperty(LineMember.TimeShifted, out var shifted) && shifted.ValueKind is JsonValueKind.False
            ? entry.SentTime + TimeSpan.FromMilliseconds(999)
            : entry.SentTime;

    /// <summary>The URLs that were configured are not known, but that of the answered region is where it was found.</summary>
    private static Dictionary<string, Uri>? RegionsOf(JsonElement line) =>
        line.TryGetProperty(LineMember.TargetRegion, out var region) && region.ValueKind is JsonValueKind.String
        && line.TryGetProperty(LineMember.TargetUrl, out var text) && text.ValueKind is JsonValueKind.String
        && Uri.TryCreate(text.GetString(), UriKind.Absolute, out var url)
            ? new(StringComparer.Ordinal) { [region.GetString()!] = url }
            : null;

    private static Uri? ReadUrl(JsonElement line, string name)
    {
        if (!line.HasValue(name))
            return null;

        var text = line.Text(name);
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            ? url
            : throw JsonFormatException.Wrong(name, text, "is an absolute URL");
    }
}
