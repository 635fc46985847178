using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Testing.Workloads;

/// <summary>Workloads of known functions, called more or less often than the built-in one calls them.</summary>
internal static class SomeWorkload
{
    /// <summary>The built-in one, as tests configure it.</summary>
    public static Workload BuiltIn { get; } =
        BuiltInWorkload.Of(new() { ImageUri = "gs://inputs/image.png", VideoUri = "gs://inputs/video.mp4" });

    /// <summary>The built-in functions, each so often an hour.</summary>
    public static Workload Each(int count) => new(
        BuiltIn.Name,
        [.. BuiltIn.Functions.Select(function =>
            function with { Schedule = new CountSchedule(count, ((CountSchedule)function.Schedule).Minute) })]);

    /// <summary>Some of the built-in functions, each once an hour.</summary>
    public static Workload Of(params (string Function, int Minute)[] calls) => new(
        BuiltIn.Name, [.. calls.Select(call => BuiltIn[call.Function] with { Schedule = new CountSchedule(1, call.Minute) })]);

    /// <summary>One that is silent in the hours that tests run.</summary>
    public static Workload Silent { get; } = new("silent",
    [
        BuiltIn["crypto_key_gen"] with { Schedule = new PerMinuteSchedule([0, 0, 0], Arrival.Poisson) },
    ]);

    /// <summary>Where and when a built-in function may run.</summary>
    public static FunctionTraits TraitsOf(string function) => BuiltIn[function].Traits;
}
