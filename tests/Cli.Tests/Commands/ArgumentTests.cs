namespace Loadgen.Cli.Tests.Commands;

public sealed class ArgumentTests
{
    public static TheoryData<string[], string, string> Mistakes => new()
    {
        { ["paln"], "'paln'", "an unknown command" },
        { ["plan", "--huor", "2026-01-20T13Z"], "'--huor'", "an unknown option" },
        { ["plan", "extra"], "'extra'", "an argument where none is taken" },
        { ["plan", "--hour"], "'--hour'", "an option without its value" },
        { ["plan", "--hour", "noon"], "--hour: found 'noon'; allowed: an hour in ISO 8601 such as 2026-01-20T13:00:00Z", "not a moment" },
        { ["plan", "--hour", "2026-01-20"], "--hour: found '2026-01-20'", "a day is not an hour" },
        { ["plan", "--hour", "2026-02-30T13:00Z"], "--hour: found '2026-02-30T13:00Z'", "a day that does not exist" },
        { ["plan", "--env-file", "/nowhere.yaml"], "/nowhere.yaml: cannot be read (there is no such file).", "a file that is not there" },
        { ["up", "--speed", "61"], "--speed: found '61'; allowed: 1–60", "faster than an emulator redelivers" },
        { ["up", "--speed", "2", "--real-time"], "--speed and --real-time exclude each other", "two clocks" },
        { ["up", "--pubsub", "kafka"], "--pubsub: found 'kafka'; allowed: google, embedded", "another queue" },
        { ["up"], "there is no gcloud on the PATH", "no emulator" },
        { ["tick"], "no local cloud is up here", "nobody to tick" },
        { ["verify"], "'verify'", "nothing to verify" },
        { ["verify", "/nowhere"], "/nowhere: there is no such file or folder", "a log that is not there" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_argument_gets_one_clear_line_and_exit_code_2(string[] args, string expected, string reason)
    {
        using var shell = new TestShell();

        var code = await shell.RunAsync(args);

        Assert.True(code is ExitCode.BadArguments, reason);
        Assert.Empty(shell.Output);
        var line = Assert.Single(shell.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("loadgen: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("plan", "--help")]
    [InlineData("verify", "-h")]
    [InlineData("run", "-?")]
    public async Task Every_help_ends_in_examples(params string[] args)
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync(args));

        var examples = shell.Output[shell.Output.IndexOf("Examples:", StringComparison.Ordinal)..].TrimEnd().Split('\n').Skip(1).ToList();
        var beginning = args is ["--help"] ? "  loadgen" : $"  loadgen {args[0]}";
        Assert.NotEmpty(examples);
        Assert.All(examples, line => Assert.StartsWith(beginning, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", shell.Output);
    }
}
