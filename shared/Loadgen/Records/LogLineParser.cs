using System.Text.Json;
using System.Text.Unicode;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Records;

/// <summary>Reads one line, strictly in what it reads and without a look at the rest.</summary>
internal static class LogLineParser
{
    // The longest that can be planned has some 190.
    private const int LongestEventId = 256;

    // An answer may nest as deeply as a parser takes by default, and stands in a line two levels further down.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    private static readonly Dictionary<string, Outcome> Outcomes =
        Enum.GetValues<Outcome>().ToDictionary(outcome => outcome.ToName(), StringComparer.Ordinal);

    /// <summary>Reads the line; never throws.</summary>
    public static LogEntry Parse(ReadOnlyMemory<byte> line, int number)
    {
        if (line.Span.Trim(" \t\r"u8).IsEmpty)
            return new UnreadableEntry(number, "an empty line");
        if (!Utf8.IsValid(line.Span))
            return new UnreadableEntry(number, "not UTF-8");

        try
        {
            using var document = JsonDocument.Parse(line, Options);
            return Read(document.RootElement, number);
        }
        catch (JsonException exception)
        {
            return new UnreadableEntry(number, $"not JSON from byte {exception.BytePositionInLine ?? 0} on");
        }
        catch (InvalidOperationException)
        {
            return new UnreadableEntry(number, "text with half a surrogate pair");
        }
        catch (FormatException exception)
        {
            return new UnreadableEntry(number, exception.Message);
        }
    }

    private static LogEntry Read(JsonElement line, int number)
    {
        if (line.ValueKind is not JsonValueKind.Object)
            throw new FormatException($"a JSON {line.ValueKind} instead of an object");
        RequireDistinctNames(line);

        var run = ReadRun(line);
        if (!line.TryGetProperty(LineMember.Message, out _))
            return ReadInvocation(line, number, run);

        return Text(line, LineMember.Message) switch
        {
            RunLine.Start => new StartEntry(number, run, PositiveInteger(line, RunMember.Invocations), Flag(line, RunMember.DryRun)),
            RunLine.Complete => new CompleteEntry(number, run, PositiveInteger(line, RunMember.Invocations)),
            var other => throw new FormatException(
                $"'message' is '{MessageJson.Quote(other)}'; allowed are {RunLine.Start} and {RunLine.Complete}"),
        };
    }

    // A second member of the same name could say the opposite of the one that is judged. Inside an answer that is the target's affair.
    private static void RequireDistinctNames(JsonElement line)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in line.EnumerateObject())
        {
            if (!names.Add(member.Name))
                throw new FormatException($"'{MessageJson.Quote(member.Name)}' twice");
        }
    }

    private static RunIdentity ReadRun(JsonElement line)
    {
        var scenario = Text(line, RunMember.Scenario) switch
        {
            "A" => Scenario.A,
            "B" => Scenario.B,
            "C" => Scenario.C,
            var other => throw new FormatException($"'scenario' is '{MessageJson.Quote(other)}'; allowed are A, B, C"),
        };
        var hour = Text(line, RunMember.TraceHour);
        if (!Instant.TryParse(hour, out var start) || !string.Equals(TraceHour.Containing(start).ToString(), hour, StringComparison.Ordinal))
            throw new FormatException($"'trace_hour' is '{MessageJson.Quote(hour)}'; allowed is an hour such as 2026-01-20T13:00:00Z");

        var runId = Text(line, RunMember.RunId);
        if (!Instant.TryParse(runId, out var tick) || !string.Equals(Instant.ToCompact(tick), runId, StringComparison.Ordinal))
            throw new FormatException($"'run_id' is '{MessageJson.Quote(runId)}'; allowed is a moment such as 20260120T130002Z");
        return new(ReadExperiment(line), scenario, TraceHour.Containing(start), runId);
    }

    // IDs are told in findings, each of which is one line, and a short one.
    private static string ReadExperiment(JsonElement line) =>
        Text(line, RunMember.ExperimentId) is var text && TextRules.ExperimentId.TryParse(text, out _)
            ? text
            : throw new FormatException($"'experiment_id' is '{MessageJson.Quote(text)}'; allowed are {TextRules.ExperimentId.Allowed}");

    private static string ReadEventId(JsonElement line) =>
        Text(line, LineMember.EventId) is { Length: <= LongestEventId } text && !text.Any(char.IsControl)
            ? text
            : throw new FormatException($"'event_id' is no text on one line of at most {LongestEventId} characters");

    private static InvocationEntry ReadInvocation(JsonElement line, int number, RunIdentity run)
    {
        var outcome = Text(line, LineMember.Outcome);
        return new(
            number,
            run,
            ReadEventId(line),
            ReadMoment(line, LineMember.ScheduledTime)
                ?? throw new FormatException("'scheduled_time_utc' is null; allowed is a moment"),
            ReadMoment(line, run.Scenario is Scenario.C ? LineMember.DispatcherSentTime : LineMember.SentTime),
            Outcomes.TryGetValue(outcome, out var known)
                ? known
                : throw new FormatException(
                    $"'outcome' is '{MessageJson.Quote(outcome)}'; allowed are {string.Join(", ", Outcomes.Keys)}"));
    }

    private static DateTimeOffset? ReadMoment(JsonElement line, string name)
    {
        if (Member(line, name).ValueKind is JsonValueKind.Null)
            return null;
        var text = Text(line, name);
        return Instant.TryParse(text, out var moment)
            ? moment
            : throw new FormatException($"'{name}' is '{MessageJson.Quote(text)}'; allowed is a moment such as 2026-01-20T13:00:04.501Z");
    }

    private static string Text(JsonElement line, string name) => Member(line, name) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : throw new FormatException($"'{name}' is no text");

    private static int PositiveInteger(JsonElement line, string name) =>
        Member(line, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value > 0
            ? value
            : throw new FormatException($"'{name}' is no positive 32-bit integer");

    private static bool Flag(JsonElement line, string name) => Member(line, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{name}' is neither true nor false"),
    };

    private static JsonElement Member(JsonElement line, string name) =>
        line.TryGetProperty(name, out var member) ? member : throw new FormatException($"no '{name}'");
}
