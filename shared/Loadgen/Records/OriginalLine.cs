using System.Text.Json;
using System.Text.Unicode;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>
/// Reads one line of the job that this project began as. It has neither run IDs nor outcomes, cuts times to seconds, and prints its lines
/// among other text, so that whatever is not one of its objects is no line.
/// </summary>
internal static class OriginalLine
{
    /// <summary>What stands for the run ID, which its lines do not have. No run of ours can have it.</summary>
    public const string RunId = "original";

    /// <summary>Reads the line; never throws.</summary>
    /// <returns><see langword="null"/> where it is no line of the job.</returns>
    public static LogEntry? Parse(ReadOnlyMemory<byte> line, int number)
    {
        if (line.Span.TrimStart(" \t"u8) is not [(byte)'{', ..] || !Utf8.IsValid(line.Span))
            return null;

        try
        {
            using var document = LogLineParser.ParseJson(line);
            return IsOne(document.RootElement) ? Read(document.RootElement, line, number) : null;
        }
        catch (JsonException)
        {
            return null;
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

    private static bool IsOne(JsonElement line) =>
        line.TryGetProperty(RunMember.ExperimentId, out _)
        && line.TryGetProperty(RunMember.TraceHour, out _)
        && (line.TryGetProperty(LineMember.EventId, out _)
            || (line.TryGetProperty(LineMember.Message, out var message)
                && message.ValueKind is JsonValueKind.String
                && message.GetString() is RunLine.Start or RunLine.Complete));

    private static RunEntry Read(JsonElement line, ReadOnlyMemory<byte> utf8, int number)
    {
        LogLineParser.RequireDistinctNames(line);
        var run = RunIdentity.Read(line, RunId);
        RunEntry entry = !line.TryGetProperty(LineMember.Message, out _)
            ? ReadInvocation(line, utf8, number, run)
            : line.Text(LineMember.Message) is RunLine.Start
                ? new StartEntry(number, run, line.Whole(RunMember.Invocations, least: 0), line.Flag(RunMember.DryRun))
                : new CompleteEntry(number, run, line.Whole(RunMember.Invocations, least: 0));
        return entry with { WrittenAt = LogLineParser.ReadMoment(line, LineMember.WrittenAt) };
    }

    private static InvocationEntry ReadInvocation(JsonElement line, ReadOnlyMemory<byte> utf8, int number, RunIdentity run)
    {
        var call = line.Member(run.Scenario is Scenario.C ? LineMember.Dispatch : LineMember.Invoke, JsonValueKind.Object);
        var outcome = OutcomeOf(line, call, run.Scenario);
        return new(number, run, LogLineParser.ReadEventId(line), utf8)
        {
            FunctionId = line.Text(LineMember.FunctionId),
            ScheduledTime = LogLineParser.ReadMoment(line, LineMember.ScheduledTime),
            // Of a dry run the job logs the moment at which it would have called.
            SentTime = outcome is Outcome.DryRun ? null : LogLineParser.ReadSentTime(line, run.Scenario),
            Latency = LogLineParser.ReadLatency(line),
            Outcome = outcome,
        };
    }

    /// <summary>The outcome that our own line would have.</summary>
    private static Outcome OutcomeOf(JsonElement line, JsonElement call, Scenario scenario)
    {
        if (line.HasValue(LineMember.LatencyNote) && line.Text(LineMember.LatencyNote) == Outcome.DryRun.ToName())
            return Outcome.DryRun;
        if (!call.HasValue(CallMember.Latency))
            return Outcome.Unknown;
        if (!call.HasValue(CallMember.StatusCode))
        {
            var kind = call.HasValue(CallMember.Error) ? call.Text(CallMember.Error).Split(':')[0] : "";
            return kind.Contains("Timeout", StringComparison.Ordinal) ? Outcome.Timeout : Outcome.ConnectionError;
        }

        if (call.Whole(CallMember.StatusCode) is < 200 or > 299)
            return Outcome.HttpError;
        return scenario is Scenario.C && DispatchAnswer.Read(CallReader.ResponseJson(call), regions: null).IsFailure
            ? Outcome.DispatchFailed
            : Outcome.Ok;
    }
}
