using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>Writes an event's line: shared/Loadgen/README.md lists its members and their rules.</summary>
internal static class InvocationLine
{
    public static LogLine Of(InvocationRecord record) => new(LineKey.OfEvent(record.Event.EventId), Json.Write(writer =>
    {
        writer.WriteStartObject();
        WriteIdentity(writer, record);
        switch (record)
        {
            case DirectRecord direct:
                WriteDirect(writer, direct);
                break;
            case DispatchRecord dispatch:
                WriteDispatch(writer, dispatch);
                break;
            default:
                throw new ArgumentException($"No line is defined for a {record.GetType().Name}.", nameof(record));
        }

        writer.WriteEndObject();
    }))
    {
        Outcome = record.Outcome,
    };

    private static void WriteIdentity(Utf8JsonWriter writer, InvocationRecord record)
    {
        writer.WriteInstant(LineMember.WrittenAt, record.RecordedAt);
        writer.WriteString(RunMember.ExperimentId, record.Run.ExperimentId);
        writer.WriteString(RunMember.Scenario, record.Run.Scenario.ToString());
        writer.WriteString(LineMember.EventId, record.Event.EventId);
        writer.WriteString(RunMember.TraceHour, record.Run.TraceHour.ToString());
        writer.WriteString(RunMember.RunId, record.Run.RunId);
        writer.WriteString(LineMember.FunctionId, record.Event.FunctionId);
        writer.WriteNumber("invocation_index", record.Event.InvocationIndex);
        writer.WriteInstant(LineMember.ScheduledTime, record.Event.ScheduledTime);
        writer.WriteString("trace_id", TraceContext.Of(record.Run.Scenario, record.Run.RunId, record.Event.EventId).TraceId);
        writer.WriteString(LineMember.InvokerRegion, record.Observer.Region);
        writer.WriteClock(record.Observer.Clock);
    }

    private static void WriteDirect(Utf8JsonWriter writer, DirectRecord record)
    {
        var url = PublicUrl.Of(record.Route?.Url);
        writer.WriteString("policy_region", record.Route?.Region);
        writer.WriteString(LineMember.PolicySource, record.Route?.Source);
        writer.WriteString(LineMember.TargetRegion, record.Route?.Region);
        writer.WriteString(LineMember.TargetUrl, url);
        writer.WriteInstant(LineMember.SentTime, record.SentAt);
        WriteLag(writer, record);
        writer.WriteBoolean(LineMember.TimeShifted, false);
        WriteLatency(writer, EndToEndLatency.OfDirect(record));
        writer.WriteString(LineMember.Outcome, record.Outcome.ToName());
        WriteCall(writer, LineMember.Invoke, url, record.Call);
    }

    private static void WriteDispatch(Utf8JsonWriter writer, DispatchRecord record)
    {
        var answer = record.Answer;
        var dispatcher = PublicUrl.Of(record.DispatcherUrl);
        writer.WriteString("deadline_utc", Instant.ToSeconds(record.Deadline));
        writer.WriteString(LineMember.TargetRegion, answer?.TargetRegion);
        writer.WriteString(LineMember.TargetUrl, PublicUrl.Of(answer?.TargetUrl));
        writer.WriteString(LineMember.DispatcherUrl, dispatcher);
        writer.WriteInstant(LineMember.DispatcherSentTime, record.SentAt);
        WriteLag(writer, record);
        writer.WriteString("dispatcher_status", answer?.Status);
        writer.WriteElement("dispatcher_priority", answer?.Priority);
        writer.WriteNullableNumber("dispatcher_carbon_intensity", answer?.CarbonIntensity);
        writer.WriteString("dispatcher_function_url", PublicUrl.Of(answer?.FunctionUrl));
        writer.WriteInstant("target_time_utc", answer?.TargetTime);
        writer.WriteNullableBoolean("dispatcher_delay", answer?.Delay);
        writer.WriteString("lookup_error", answer?.LookupError);
        writer.WriteNullableBoolean(LineMember.TimeShifted, EndToEndLatency.IsTimeShifted(record));
        WriteLatency(writer, EndToEndLatency.OfDispatch(record));
        writer.WriteString(LineMember.Outcome, record.Outcome.ToName());
        WriteCall(writer, LineMember.Dispatch, dispatcher, record.Call);
        writer.WriteNull(LineMember.Invoke);
    }

    private static void WriteLag(Utf8JsonWriter writer, InvocationRecord record) =>
        writer.WriteMilliseconds(LineMember.StartLag, record.SentAt - record.Event.ScheduledTime);

    private static void WriteLatency(Utf8JsonWriter writer, EndToEndLatency latency)
    {
        writer.WriteNullableNumber(LineMember.Latency, latency.Milliseconds);
        writer.WriteString("end_to_end_latency_source", latency.Source);
        writer.WriteString(LineMember.LatencyNote, latency.Note);
    }

    private static void WriteCall(Utf8JsonWriter writer, string name, string? url, CallResult? call)
    {
        writer.WriteStartObject(name);
        writer.WriteString(CallMember.Url, url);
        writer.WriteNullableNumber(CallMember.StatusCode, call?.StatusCode);
        writer.WriteMilliseconds(CallMember.Latency, call?.Latency);
        writer.WriteNullableNumber(CallMember.RequestBytes, call?.RequestBytes);
        writer.WriteNullableNumber(CallMember.ResponseBytes, call?.ResponseBytes);
        writer.WriteString(CallMember.Error, call?.Error);
        writer.WriteElement(CallMember.ResponseJson, call?.ResponseJson);
        writer.WriteString(CallMember.ResponseSnippet, call?.ResponseSnippet);
        writer.WriteStartObject(CallMember.Timings);
        writer.WriteMilliseconds(CallMember.Dns, call?.Timings.Dns);
        writer.WriteMilliseconds(CallMember.Connect, call?.Timings.Connect);
        writer.WriteMilliseconds(CallMember.Tls, call?.Timings.Tls);
        writer.WriteMilliseconds(CallMember.FirstByte, call?.Timings.FirstByte);
        writer.WriteMilliseconds(CallMember.Download, call?.Timings.Download);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
