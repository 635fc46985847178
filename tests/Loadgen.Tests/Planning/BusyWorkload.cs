using System.Text.Json.Nodes;
using Loadgen.Testing.Workloads;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Planning;

/// <summary>Workloads of one function that is called often.</summary>
internal static class BusyWorkload
{
    /// <summary>So many calls a second, from the hour's start on.</summary>
    public static Workload Of(int callsPerSecond, int seconds) =>
        At(Enumerable.Range(0, callsPerSecond * seconds).Select(i => TimeSpan.FromMilliseconds(i * 1000L / callsPerSecond)));

    /// <summary>Calls at these moments of the hour.</summary>
    /// <param name="payload">How many bytes each is sent.</param>
    public static Workload At(IEnumerable<TimeSpan> offsets, int payload = 0) => new("busy",
    [
        SomeWorkload.BuiltIn["crypto_key_gen"] with
        {
            Schedule = new OffsetSchedule(offsets),
            Payload = new JsonObject { ["text"] = new string('x', payload) },
        },
    ]);

    /// <summary>So many calls at the same moment of the hour.</summary>
    public static Workload Burst(int calls, int payload = 0) => At(Enumerable.Repeat(TimeSpan.FromSeconds(30), calls), payload);
}
