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
    }));

    private static void WriteIdentity(Utf8JsonWriter writer, InvocationRecord record)
    {
        writer.WriteInstant("ts_utc", record.RecordedAt);
        writer.WriteString(RunMember.ExperimentId, record.Run.ExperimentId);
        writer.WriteString(RunMember.Scenario, record.Run.Scenario.ToString());
        writer.WriteString(LineMember.EventId, record.Event.EventId);
        writer.WriteString(RunMember.TraceHour, record.Run.TraceHour.ToString());
        writer.WriteString(RunMember.RunId, record.Run.RunId);
        writer.WriteString("function_id", record.Event.FunctionId);
        writer.WriteNumber("invocation_index", record.Event.InvocationIndex);
        writer.WriteInstant(LineMember.ScheduledTime, record.Event.ScheduledTime);
        writer.WriteString("trace_id", TraceContext.Of(record.Run.Scenario, record.Run.RunId, record.Event.EventId).TraceId);
        writer.WriteString("invoker_region", record.Observer.Region);
        writer.WriteClock(record.Observer.Clock);
    }

    private static void WriteDirect(Utf8JsonWriter writer, DirectRecord record)
    {
        var url = PublicUrl.Of(record.Route?.Url);
        writer.WriteString("policy_region", record.Route?.Region);
        writer.WriteString("policy_region_source", record.Route?.Source);
        writer.WriteString("target_region", record.Route?.Region);
        writer.WriteString("target_url", url);
        writer.WriteInstant(LineMember.SentTime, record.SentAt);
        WriteLag(writer, record);
        writer.WriteBoolean("time_shifted", false);
        WriteLatency(writer, EndToEndLatency.OfDirect(record));
        writer.WriteString(LineMember.Outcome, record.Outcome.ToName());
        WriteCall(writer, "invoke", url, record.Call);
    }

    private static void WriteDispatch(Utf8JsonWriter writer, DispatchRecord record)
    {
        var answer = record.Answer;
        var dispatcher = PublicUrl.Of(record.DispatcherUrl);
        writer.WriteString("deadline_utc", Instant.ToSeconds(record.Deadline));
        writer.WriteString("target_region", answer?.TargetRegion);
        writer.WriteString("target_url", PublicUrl.Of(answer?.TargetUrl));
        writer.WriteString("dispatcher_url", dispatcher);
        writer.WriteInstant(LineMember.DispatcherSentTime, record.SentAt);
        WriteLag(writer, record);
        writer.WriteString("dispatcher_status", answer?.Status);
        writer.WriteElement("dispatcher_priority", answer?.Priority);
        writer.WriteNullableNumber("dispatcher_carbon_intensity", answer?.CarbonIntensity);
        writer.WriteString("dispatcher_function_url", PublicUrl.Of(answer?.FunctionUrl));
        writer.WriteInstant("target_time_utc", answer?.TargetTime);
        writer.WriteNullableBoolean("dispatcher_delay", answer?.Delay);
        writer.WriteString("lookup_error", answer?.LookupError);
        writer.WriteNullableBoolean("time_shifted", EndToEndLatency.IsTimeShifted(record));
        WriteLatency(writer, EndToEndLatency.OfDispatch(record));
        writer.WriteString(LineMember.Outcome, record.Outcome.ToName());
        WriteCall(writer, "dispatch", dispatcher, record.Call);
        writer.WriteNull("invoke");
    }

    private static void WriteLag(Utf8JsonWriter writer, InvocationRecord record) =>
        writer.WriteMilliseconds("start_lag_ms", record.SentAt - record.Event.ScheduledTime);

    private static void WriteLatency(Utf8JsonWriter writer, EndToEndLatency latency)
    {
        writer.WriteNullableNumber("end_to_end_latency_ms", latency.Milliseconds);
        writer.WriteString("end_to_end_latency_source", latency.Source);
        writer.WriteString("end_to_end_latency_note", latency.Note);
    }

    private static void WriteCall(Utf8JsonWriter writer, string name, string? url, CallResult? call)
    {
        writer.WriteStartObject(name);
        writer.WriteString("url", url);
        writer.WriteNullableNumber("status_code", call?.StatusCode);
        writer.WriteMilliseconds("latency_ms", call?.Latency);
        writer.WriteNullableNumber("request_bytes", call?.RequestBytes);
        writer.WriteNullableNumber("response_bytes", call?.ResponseBytes);
        writer.WriteString("error", call?.Error);
        writer.WriteElement("response_json", call?.ResponseJson);
        writer.WriteString("response_snippet", call?.ResponseSnippet);
        writer.WriteStartObject("timings");
        writer.WriteMilliseconds("dns_ms", call?.Timings.Dns);
        writer.WriteMilliseconds("connect_ms", call?.Timings.Connect);
        writer.WriteMilliseconds("tls_ms", call?.Timings.Tls);
        writer.WriteMilliseconds("first_byte_ms", call?.Timings.FirstByte);
        writer.WriteMilliseconds("download_ms", call?.Timings.Download);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
