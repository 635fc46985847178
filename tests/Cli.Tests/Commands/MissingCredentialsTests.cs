using Loadgen.Cli.Tests.Local;

namespace Loadgen.Cli.Tests.Commands;

/// <summary><c>AUTH_MODE=oidc</c> where there are no credentials, with Google's own library.</summary>
public sealed class MissingCredentialsTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("up", "--pubsub", "embedded")]
    public async Task They_are_told_once_and_before_the_hour(params string[] command)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Add(
            "env.yaml", EnvFiles.ScenarioA.Replace("DRY_RUN: true", "AUTH_MODE: oidc", StringComparison.Ordinal));
        var nowhere = Path.Combine(folder.Path, "nowhere.json");
        await using var loadgen = new LoadgenProcess(
            folder.Path,
            new Dictionary<string, string> { ["GOOGLE_APPLICATION_CREDENTIALS"] = nowhere },
            [.. command, "--env-file", file]);

        Assert.Equal((int)ExitCode.BadArguments, await loadgen.EndAsync());

        var problem = Assert.Single(loadgen.Output.Split('\n'), line => line.StartsWith("loadgen: ", StringComparison.Ordinal));
        Assert.StartsWith($"loadgen: {file}:7: no ID token for health.example: AUTH_MODE=oidc needs", problem, StringComparison.Ordinal);
        Assert.Contains(nowhere, problem, StringComparison.Ordinal);
        Assert.EndsWith("Allowed: such credentials, or AUTH_MODE bearer.", problem, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "artifacts")));
    }
}
