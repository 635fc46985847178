namespace Loadgen.Cli.Tests;

public sealed class CommandNameTests
{
    [Fact]
    public void In_a_clone_it_is_what_runs_the_project()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("dotnet run --project functions/Cli --", CommandName.In(folder.Path));
    }

    [Fact]
    public void Installed_as_a_tool_it_is_the_tools_name()
    {
        using var folder = new TemporaryFolder();
        // It lies beside every tool's program: dotnet reads in it what to start.
        folder.Add("DotnetToolSettings.xml", "<DotNetCliTool/>");

        Assert.Equal("loadgen", CommandName.In(folder.Path));
    }
}
