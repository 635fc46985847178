using System.Text.Json.Nodes;
using Loadgen.Serialization;
using Loadgen.Trace;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Workloads.Files;

/// <summary>Reads a function of a workload.</summary>
/// <param name="events">Where its events are counted.</param>
internal sealed class FunctionReader(Reading reading, PayloadReader payloads, HourlyEvents events)
{
    private readonly ScheduleReader _schedules = new(reading);

    /// <returns><see langword="null"/> where it cannot be one.</returns>
    public WorkloadFunction? Read(string id)
    {
        var line = reading.Tokens.Line;
        FunctionSchedule? schedule = null;
        JsonObject? payload = null;
        var traits = new FunctionTraits(id);
        if (!FunctionName.IsValid(id))
            reading.Findings.Add(line, $"the ID {Excerpt.Quoted(id)}", FunctionName.Allowed);

        var lines = reading.Members(Member.OfFunction, member =>
        {
            switch (member)
            {
                case Member.Payload:
                    payload = payloads.Read();
                    break;
                case Member.Target:
                    traits = traits with { Target = reading.Text(FunctionName.Allowed, FunctionName.IsValid) ?? id };
                    break;
                case Member.Accelerator:
                    var name = reading.Text(AcceleratorName.Allowed, name => AcceleratorName.Find(name) is not null);
                    traits = traits with { Accelerator = name is null ? default : AcceleratorName.Find(name)!.Value };
                    break;
                case Member.Delayable:
                    traits = traits with { Delayable = reading.Flag() ?? true };
                    break;
                default:
                    schedule = _schedules.Read();
                    break;
            }
        });
        if (lines is not null)
            reading.Require(lines, line, Member.Schedule, $"a mapping with {ScheduleReader.Kinds}");
        if (schedule is null)
            return null;

        events.Add(schedule);
        return new(id, schedule, payload ?? []) { Traits = traits };
    }
}
