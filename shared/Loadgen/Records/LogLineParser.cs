using System.Text.Json;
using System.Text.Unicode;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>Reads one line, strictly in what it reads and without a look at the rest.</summary>
internal static class LogLineParser
{
    private const int LongestEventId = 300;

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
        catch (JsonFormatException exception)
        {
            return new UnreadableEntry(number, exception.Message);
        }
    }

    private static LogEntry Read(JsonElement line, int number)
    {
        if (line.ValueKind is not JsonValueKind.Object)
            throw new JsonFormatException($"a JSON {line.ValueKind} instead of an object");
        RequireDistinctNames(line);

        var run = RunIdentity.Read(line);
        if (!line.TryGetProperty(LineMember.Message, out _))
            return ReadInvocation(line, number, run);

        return line.Text(LineMember.Message) switch
        {
            RunLine.Start => new StartEntry(number, run, line.Whole(RunMember.Invocations, least: 0), line.Flag(RunMember.DryRun)),
            RunLine.Complete => new CompleteEntry(number, run, line.Whole(RunMember.Invocations, least: 0)),
            var other => throw JsonFormatException.Wrong(LineMember.Message, other, $"are {RunLine.Start} and {RunLine.Complete}"),
        };
    }

    // A second member of the same name could say the opposite of the one that is judged. Inside an answer that is the target's affair.
    private static void RequireDistinctNames(JsonElement line)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in line.EnumerateObject())
        {
            if (!names.Add(member.Name))
                throw new JsonFormatException($"{Excerpt.Quoted(member.Name)} twice");
        }
    }

    private static InvocationEntry ReadInvocation(JsonElement line, int number, RunIdentity run)
    {
        var outcome = line.Text(LineMember.Outcome);
        var sent = run.Scenario is Scenario.C ? LineMember.DispatcherSentTime : LineMember.SentTime;
        return new(
            number,
            run,
            ReadEventId(line),
            line.Moment(LineMember.ScheduledTime),
            line.HasValue(sent) ? line.Moment(sent) : null,
            Outcomes.TryGetValue(outcome, out var known)
                ? known
                : throw JsonFormatException.Wrong(LineMember.Outcome, outcome, $"are {string.Join(", ", Outcomes.Keys)}"));
    }

    // IDs are told in findings, each of which is one line, and a short one.
    private static string ReadEventId(JsonElement line) =>
        line.Text(LineMember.EventId) is { Length: <= LongestEventId } text && !text.Any(char.IsControl)
            ? text
            : throw new JsonFormatException($"'{LineMember.EventId}' is no text on one line of at most {LongestEventId} characters");
}
