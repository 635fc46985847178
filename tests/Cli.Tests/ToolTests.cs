using Loadgen.Testing.Processes;

namespace Loadgen.Cli.Tests;

/// <summary>The command as it is installed: <c>dotnet pack</c>, <c>dotnet tool install</c>.</summary>
public sealed class ToolTests
{
    /// <summary>Against a hang, and not a promise.</summary>
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task The_packed_tool_has_the_functions_beside_it_and_calls_itself_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var program = new FileInfo(BuildMetadata.Get("Loadgen.Cli.Program"));
        var project = Path.Combine(BuildMetadata.Get("Loadgen.Repository"), "functions", "Cli");
        var packages = Path.Combine(folder.Path, "packages");
        var tools = Path.Combine(folder.Path, "tools");

        await DotnetAsync("pack", project, "--no-build", "--configuration", program.Directory!.Parent!.Name, "--output", packages);
        await DotnetAsync("tool", "install", "loadgen", "--tool-path", tools, "--source", packages);
        var tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "loadgen.exe" : "loadgen");
        var plan = await RunAsync(new(tool, "plan", "--help"));
        var mistake = await ChildProcess.RunAsync(new(tool, "paln"), TestTimeout);

        Assert.Contains("Usage:\n  loadgen plan [options]", plan.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.EndsWith("Did you mean plan? See loadgen --help.\n", mistake.Error, StringComparison.Ordinal);
        var installed = Directory.EnumerateFiles(tools, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToHashSet();
        Assert.All(
            new[] { "Loadgen.Planner", "Loadgen.Invoker", "Loadgen.Samples" },
            function => Assert.Superset(new HashSet<string?> { $"{function}.dll", $"{function}.runtimeconfig.json" }, installed));
    }

    private static Task<ChildResult> DotnetAsync(params string[] arguments) => RunAsync(ChildProgram.Dotnet(arguments));

    private static async Task<ChildResult> RunAsync(ChildProgram program)
    {
        var result = await ChildProcess.RunAsync(program, TestTimeout);
        Assert.True(result.ExitCode == 0, $"{program.File} {string.Join(' ', program.Arguments)}:\n{result.Output}\n{result.Error}");
        return result;
    }
}
