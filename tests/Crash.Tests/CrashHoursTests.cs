using Crash.Tests.Cloud;
using Crash.Tests.Hours;
using Xunit.Abstractions;

namespace Crash.Tests;

/// <summary>Planner and invoker as processes that crash at any moment.</summary>
[Collection(nameof(Processes))]
public sealed class CrashHoursTests(ITestOutputHelper log)
{
    [SkippableFact]
    public async Task Whatever_crashes_every_event_has_one_line_and_no_target_is_called_twice()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var settings = CrashHoursSettings.FromEnvironment();
        using var output = new OutputFolder();
        log.WriteLine($"{settings}; what the processes print is in {output.Path}");

        var report = await CrashHours.RunAsync(settings, output);
        log.WriteLine(report.ToString());

        Assert.Empty(report.Problems);
        output.HasPassed = true;
    }
}
