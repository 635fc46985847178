using System.Globalization;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Invoker;
using Loadgen.Planner;
using Loadgen.Samples;
using Loadgen.Testing.Processes;

namespace Loadgen.Functions.Tests.Telemetry;

/// <summary>What a function's process loads by the time it listens.</summary>
public sealed class StartTests
{
    public static TheoryData<Type> Functions => [typeof(PlannerFunction), typeof(InvokerFunction), typeof(HealthCheck)];

    [SkippableTheory]
    [MemberData(nameof(Functions))]
    public async Task A_function_that_sends_nothing_loads_nothing_of_OpenTelemetry(Type function) =>
        Assert.Empty(await LoadedAsync(function, endpoint: null));

    [SkippableTheory]
    [MemberData(nameof(Functions))]
    public async Task One_that_sends_something_has_loaded_it_before_the_first_request(Type function)
    {
        var loaded = await LoadedAsync(function, "http://127.0.0.1:1");

        Assert.Contains("OpenTelemetry.dll", loaded);
        Assert.Contains("OpenTelemetry.Exporter.OpenTelemetryProtocol.dll", loaded);
    }

    /// <summary>The assemblies of OpenTelemetry in a function's memory, once it listens.</summary>
    private static async Task<IReadOnlyList<string>> LoadedAsync(Type function, string? endpoint)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux tells which files a process has mapped.");
        var variables = Variables.Of("A", ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)).Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);
        variables["FUNCTION_TARGET"] = function.FullName!;
        variables["PORT"] = "0";
        var program = ChildProgram.Dotnet(Path.Combine(AppContext.BaseDirectory, $"{function.Assembly.GetName().Name}.dll")) with
        {
            Inherits = name => !name.StartsWith("OTEL_", StringComparison.Ordinal),
            Variables = variables,
        };
        var said = new System.Text.StringBuilder();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var process = new ChildProcess(
            program,
            line =>
            {
                said.AppendLine(line);
                if (line.Contains("Now listening on", StringComparison.Ordinal))
                    listening.TrySetResult();
            },
            line => said.AppendLine(line));

        await Task.WhenAny(listening.Task, process.Ended).WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System);

        Assert.True(listening.Task.IsCompleted, said.ToString());
        var maps = await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/maps"));
        return
        [
            .. maps.Select(map => Path.GetFileName(map.Split(' ')[^1])).Distinct(StringComparer.Ordinal)
                .Where(file => file.StartsWith("OpenTelemetry", StringComparison.Ordinal)),
        ];
    }
}
