using System.Globalization;
using Loadgen.Calls;
using Loadgen.Records;

namespace Loadgen.Analysis.Verification;

/// <summary>Whether an event's outcome and what its line says of the call agree with each other.</summary>
internal static class OutcomeRules
{
    // A microsecond a part: see LineRules.
    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(1);

    /// <summary>Each contradiction in a sentence.</summary>
    public static IEnumerable<string> Check(InvocationRecord record, InvocationEntry entry)
    {
        var outcome = record.Outcome;
        // Of an event whose outcome is unknown it is not known either whether anybody was called.
        if (outcome is not Outcome.Unknown && outcome.WasSent() != entry.SentTime is not null)
            yield return $"outcome {outcome.ToName()} {(entry.SentTime is null ? "without a sent time" : "with a sent time")}";
        if (record is DirectRecord { Route: var route } && (route is null ? outcome.WasSent() : outcome is Outcome.NotRouted))
            yield return $"outcome {outcome.ToName()} {(route is null ? "without a URL" : "with a URL")}";
        if (record.Call is not { } call)
            yield break;

        foreach (var contradiction in OfStatus(outcome, call).Concat(OfAnswer(record, entry)).Concat(OfParts(call, entry)))
            yield return contradiction;
    }

    private static IEnumerable<string> OfStatus(Outcome outcome, CallResult call)
    {
        var isSuccess = call.StatusCode is >= 200 and <= 299;
        var isRight = outcome switch
        {
            Outcome.Ok or Outcome.DispatchFailed => isSuccess,
            Outcome.HttpError => call.StatusCode is not null && !isSuccess,
            _ => true,
        };
        if (!isRight)
            yield return $"outcome {outcome.ToName()} with the status {call.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "null"}";
        if (IsAnswered(outcome) != call.Error is null)
            yield return $"outcome {outcome.ToName()} {(call.Error is null ? "without an error" : "with an error")}";
    }

    /// <summary>A dispatcher's answer says whether the dispatch failed. Version 0.9 did not ask it.</summary>
    private static IEnumerable<string> OfAnswer(InvocationRecord record, InvocationEntry entry)
    {
        if (record is DispatchRecord { Answer: { } answer })
        {
            if (record.Outcome is Outcome.DispatchFailed && !answer.IsFailure)
                yield return "outcome dispatch_failed, and the dispatcher's answer says nothing of a failure";
            if (record.Outcome is Outcome.Ok && answer.IsFailure && (entry.Clock is not null || entry.IsOriginal))
                yield return "outcome ok, and the dispatcher's answer says that it failed";
        }
        else if (record.Outcome is Outcome.DispatchFailed)
        {
            yield return $"outcome dispatch_failed in scenario {record.Run.Scenario}";
        }
    }

    /// <summary>The parts of a whole answer add up to the latency; those of a call that failed are not more than it.</summary>
    private static IEnumerable<string> OfParts(CallResult call, InvocationEntry entry)
    {
        TimeSpan?[] parts = [call.Timings.Dns, call.Timings.Connect, call.Timings.Tls, call.Timings.FirstByte, call.Timings.Download];
        var sum = new TimeSpan(parts.Sum(part => part?.Ticks ?? 0));
        var difference = call.Latency - sum;
        var tolerance = Rounding * parts.Length;
        if (entry.IsOriginal)
            yield break;

        if (!IsAnswered(entry.Outcome))
        {
            if (difference < -tolerance)
                yield return $"latency_ms is {Text(call.Latency)}; the parts in timings alone are {Text(sum)}";
        }
        else if (call.Timings is { Dns: null } or { Connect: null } or { FirstByte: null } or { Download: null })
        {
            yield return $"outcome {entry.Outcome.ToName()}, and a part in timings is null";
        }
        else if (difference.Duration() > tolerance)
        {
            yield return $"latency_ms is {Text(call.Latency)}; the parts in timings add up to {Text(sum)}";
        }
    }

    private static bool IsAnswered(Outcome outcome) => outcome is Outcome.Ok or Outcome.HttpError or Outcome.DispatchFailed;

    private static string Text(TimeSpan span) => span.TotalMilliseconds.ToString("0.####", CultureInfo.InvariantCulture);
}
