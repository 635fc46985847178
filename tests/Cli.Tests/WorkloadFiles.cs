namespace Loadgen.Cli.Tests;

/// <summary>Workload files.</summary>
internal static class WorkloadFiles
{
    /// <summary>All forms of schedules. Two hours long: even hours have 7 events, odd ones 5.</summary>
    public const string ThreeForms = """
        workload: 1
        name: three forms
        functions:
          counted:
            payload: { duration_ms: 5 }
            delayable: false
            schedule: { count: 2, minute: 1 }
          traced:
            target: crypto_key_gen
            payload: { bits: 1024 }
            schedule: { per_minute: [0, 3, 1], arrival: poisson }
          exact:
            target: ..
            schedule: { at: ["00:04.501", "01:02:59.999", "01:03:00", "01:59:59.999"] }
        """;

    /// <summary>More events than are listed one by one, and functions with long names.</summary>
    public static string Dense(int functions, int each) => $"""
        workload: 1
        name: dense
        functions:
        {string.Join('\n', Enumerable.Range(1, functions).Select(number => Function(number, each)))}
        """;

    private static string Function(int number, int each) =>
        $"  f{number:D3}-{new string('x', 60)}: {{ target: any, schedule: {{ per_minute: [{each}], arrival: equidistant }} }}";
}
