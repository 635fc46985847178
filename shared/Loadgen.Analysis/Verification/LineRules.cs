using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Verification;

/// <summary>
/// Whether an event's line agrees with itself. The record that it was made of is made again and written again: whatever follows from the
/// rest of a line (latency, its source and note, trace, what a dispatcher's answer says) must then be the same.
/// </summary>
internal static class LineRules
{
    // A microsecond: lines are exact to a tenth of that, and may have been through programs that count in binary fractions.
    private const decimal Rounding = 0.001m;

    private static readonly HashSet<string> UnknownToVersion09 =
        ["trace_id", "invoker_region", "clock", "clock_speed"];

    /// <summary>What version 0.9 read otherwise from a dispatcher's answer.</summary>
    private static readonly HashSet<string> OtherInVersion09 =
        ["dispatcher_status", "dispatcher_priority", "dispatcher_carbon_intensity", "target_time_utc", "dispatcher_delay", "lookup_error"];

    /// <summary>What the original job writes otherwise: URLs as they are, and a dispatcher's words as they came.</summary>
    private static readonly HashSet<string> OtherInOriginal =
    [
        "url", "target_url", "target_region", "dispatcher_url", "lookup_error", "dispatcher_status", "dispatcher_priority",
        "dispatcher_function_url",
    ];

    /// <summary>What the original job writes of a dry run as if it had called.</summary>
    private static readonly HashSet<string> CallInOriginal = ["sent_time_utc", "dispatcher_sent_time_utc", "invoke", "dispatch"];

    /// <summary>Each contradiction in a sentence.</summary>
    public static IReadOnlyList<string> Check(InvocationEntry entry)
    {
        try
        {
            using var found = LogLineParser.ParseJson(entry.Utf8);
            var record = RecordReader.Read(found.RootElement, entry);
            var line = record.ToLine().Utf8;
            // As nearly all are, and then there is nothing to compare.
            if (line.Span.SequenceEqual(entry.Utf8.Span))
                return [.. OutcomeRules.Check(record, entry)];
            using var made = LogLineParser.ParseJson(line);
            return [.. Compare(entry, "", made.RootElement, found.RootElement), .. OutcomeRules.Check(record, entry)];
        }
        catch (JsonFormatException e)
        {
            return [e.Message];
        }
        catch (InvalidOperationException)
        {
            return ["text with half a surrogate pair"];
        }
    }

    private static IEnumerable<string> Compare(InvocationEntry entry, string path, JsonElement made, JsonElement found)
    {
        foreach (var expected in made.EnumerateObject().Where(member => IsJudged(entry, member.Name)))
        {
            var name = path + expected.Name;
            if (!found.TryGetProperty(expected.Name, out var actual))
            {
                if (!entry.IsOriginal && !(entry.Clock is null && UnknownToVersion09.Contains(expected.Name)))
                    yield return $"no '{name}'";
            }
            else if (expected.Name is CallMember.ResponseJson && expected.Value.ValueKind == actual.ValueKind)
            {
                // The target's own, to which nothing is added; it may even have members twice.
            }
            else if (expected.Value.ValueKind is JsonValueKind.Object && actual.ValueKind is JsonValueKind.Object)
            {
                foreach (var difference in Compare(entry, $"{name}.", expected.Value, actual))
                    yield return difference;
            }
            else if (!IsSame(entry, expected.Name, expected.Value, actual))
            {
                yield return $"{name} is {Excerpt.Of(actual.GetRawText())}; the rest of the line makes it "
                    + Excerpt.Of(expected.Value.GetRawText());
            }
        }
    }

    private static bool IsJudged(InvocationEntry entry, string name) => entry switch
    {
        { IsOriginal: true } => !OtherInOriginal.Contains(name) && !(entry.Outcome is Outcome.DryRun && CallInOriginal.Contains(name)),
        { Clock: null } => !OtherInVersion09.Contains(name),
        _ => true,
    };

    private static bool IsSame(InvocationEntry entry, string name, JsonElement expected, JsonElement actual) =>
        expected.ValueKind == actual.ValueKind && expected.ValueKind switch
        {
            JsonValueKind.Number => IsSameNumber(expected, actual),
            // Which regions are configured is not known here.
            JsonValueKind.String when name is "lookup_error" => true,
            JsonValueKind.String when name.EndsWith("_utc", StringComparison.Ordinal) =>
                IsSameMoment(entry, expected.GetString(), actual.GetString()),
            JsonValueKind.String => expected.GetString() == actual.GetString(),
            _ => true,
        };

    private static bool IsSameNumber(JsonElement expected, JsonElement actual) =>
        expected.TryGetDecimal(out var one) && actual.TryGetDecimal(out var other)
            ? Math.Abs(one - other) <= Rounding
            : expected.GetRawText() == actual.GetRawText();

    private static bool IsSameMoment(InvocationEntry entry, string? expected, string? actual) =>
        Instant.TryParse(expected, out var one)
        && Instant.TryParse(actual, out var other)
        && (one == other || (entry.IsOriginal && Instant.ToSeconds(one) == Instant.ToSeconds(other)));
}
