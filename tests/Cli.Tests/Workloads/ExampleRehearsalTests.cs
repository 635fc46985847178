namespace Loadgen.Cli.Tests.Workloads;

/// <summary>The page's way from a published trace to a verified rehearsal, in three commands.</summary>
[Collection(nameof(WholeMachine))]
public sealed class ExampleRehearsalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new() { Time = TimeProvider.System };

    [Fact]
    public async Task Ten_minutes_of_an_excerpt_of_Azures_are_imported_rehearsed_and_verified()
    {
        var trace = Path.Combine(
            BuildMetadata.Get("Loadgen.Repository"), "functions", "workloads", "azure-2019-three-functions.csv");
        var (workload, rehearsal) = (Path.Combine(_folder.Path, "workload.yaml"), Path.Combine(_folder.Path, "rehearsal"));

        await SucceedAsync("workload", "import", "azure-2019", trace, "--out", workload);
        // The workload is three hours long: this one is its hour 0.
        await SucceedAsync(
            "run", "--workload", workload, "--minutes", "0..10", "--hour", "2026-01-20T12:00Z", "--scenario", "A", "--out", rehearsal);
        await SucceedAsync("verify", rehearsal);

        Assert.Contains("5 of 5 events have their line: 5 ok", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("Passed: ", _shell.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private async Task SucceedAsync(params string[] args)
    {
        var code = await _shell.RunAsync(args);
        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
    }
}
