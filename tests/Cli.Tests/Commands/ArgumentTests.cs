namespace Loadgen.Cli.Tests.Commands;

public sealed class ArgumentTests
{
    public static TheoryData<string[], string, string> Mistakes => new()
    {
        { ["paln"], "command: found 'paln'; allowed: run, plan, ", "an unknown command" },
        { ["paln"], "help, version. Did you mean plan? See ", "and what was meant" },
        { ["paln", "--help"], "command: found 'paln'", "help of an unknown command" },
        { ["help", "paln"], "command: found 'paln'", "and in other words" },
        { ["--version", "now"], "command: found 'now'", "the version takes nothing" },
        { ["workload"], "workload: found no command; allowed: show, import, schema", "a group alone" },
        { ["workload", "--json"], "workload: found '--json'; allowed: show, import, schema", "an option of a command that is not named" },
        { ["workload", "imprt", "x"], "workload: found 'imprt'; allowed: show, import, schema", "an unknown command of a group" },
        { ["workload", "imprt"], " Did you mean import? See dotnet run --project functions/Cli -- workload --help.", "and what was meant" },
        { ["workload", "imprt", "--help"], "workload: found 'imprt'", "help of an unknown command of a group" },
        { ["help", "workload", "imprt"], "workload: found 'imprt'", "and in other words" },
        {
            ["workload", "import", "--huor"],
            "workload import: found '--huor', which is no option of it",
            "a command in a group has its path"
        },
        { ["workload", "import", "--huor"], "See dotnet run --project functions/Cli -- workload import --help.", "in both places" },
        { ["plan", "--huor", "2026-01-20T13Z"], "plan: found '--huor', which is no option of it; allowed: --", "an unknown option" },
        { ["plan", "--huor", "2026-01-20T13Z"], "--help. Did you mean --hour? See ", "and what was meant" },
        { ["--senario", "A"], "Did you mean --scenario?", "an unknown option of the default command" },
        { ["verify", "--jsno", "x"], "verify: found '--jsno', which is no option of it", "an option where a file may stand" },
        { ["plan", "--env-file", "--jsno"], "plan: found '--jsno'", "an option where an option's value may stand" },
        { ["plan", "extra"], "plan: found the argument 'extra'; allowed: options alone.", "an argument where none is taken" },
        { ["plan", "--json=maybe"], "plan: found the argument 'maybe'", "a value where none is taken" },
        { ["plan", "--hour"], "--hour: found nothing; allowed: an hour in ISO 8601", "an option without its value" },
        { ["plan", "--env-file"], "--env-file: found nothing; allowed: a value (--env-file FILE).", "and one whose value has no form" },
        { ["plan", "--hour", "2026-01-20T13Z", "--hour", "x"], "--hour: found '2026-01-20T13Z' and 'x'; allowed: one value.", "two" },
        { ["plan", "--scenario", "D"], "--scenario: found 'D'; allowed: A, B, C, all.", "no scenario" },
        { ["simulate", "--seed", "nine"], "--seed: found 'nine'; allowed: a whole number, 0–2147483647.", "not a number" },
        { ["simulate", "--hours", "0"], "--hours: found '0'; allowed: a whole number, 1 or more.", "no hour" },
        { ["plan", "--hour", "noon"], "--hour: found 'noon'; allowed: an hour in ISO 8601 such as 2026-01-20T13:00:00Z", "not a moment" },
        { ["plan", "--hour", "2026-01-20"], "--hour: found '2026-01-20'", "a day is not an hour" },
        { ["plan", "--hour", "2026-02-30T13:00Z"], "--hour: found '2026-02-30T13:00Z'", "a day that does not exist" },
        { ["plan", "--env-file", "/nowhere.yaml"], "/nowhere.yaml: cannot be read (there is no such file).", "a file that is not there" },
        { ["up", "--speed", "0"], "--speed: found '0'; allowed: 1–60", "slower than the machine" },
        { ["up", "--speed", "fast"], "--speed: found 'fast'; allowed: 1–60", "a word" },
        { ["up", "--speed", "NaN"], "--speed: found 'NaN'; allowed: 1–60", "not a number" },
        { ["up", "--speed", "61"], "--speed: found '61'; allowed: 1–60", "faster than an emulator redelivers" },
        { ["up", "--speed", "2", "--real-time"], "--speed and --real-time exclude each other", "two clocks" },
        { ["up", "--pubsub", "kafka"], "--pubsub: found 'kafka'; allowed: google, embedded", "another queue" },
        { ["up"], "there is no gcloud on the PATH", "no emulator" },
        { ["tick"], "no local cloud is up here", "nobody to tick" },
        { ["verify"], "LOG: found nothing; allowed: a run log, a folder", "nothing to verify" },
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
    [InlineData("workload", "--help")]
    [InlineData("workload", "import", "--help")]
    [InlineData("help")]
    public async Task Every_help_ends_in_examples(params string[] args)
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync(args));

        var examples = shell.Output[shell.Output.IndexOf("Examples:", StringComparison.Ordinal)..].TrimEnd().Split('\n').Skip(1).ToList();
        var beginning = args[0] is ['-', ..] or "help" ? CommandName.Current : $"{CommandName.Current} {args[0]}";
        Assert.NotEmpty(examples);
        Assert.All(examples, line => Assert.StartsWith($"  {beginning}", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help help", "--help")]
    [InlineData("help version", "--help")]
    [InlineData("help plan", "plan --help")]
    [InlineData("help plan and so on", "plan --help")]
    [InlineData("help workload", "workload --help")]
    [InlineData("help workload import", "workload import --help")]
    [InlineData("help workload import and so on", "workload import --help")]
    [InlineData("version", "--version")]
    [InlineData("-v", "--version")]
    public async Task Words_stand_for_options(string words, string options)
    {
        using var byWords = new TestShell();
        using var byOptions = new TestShell();

        Assert.Equal(ExitCode.Success, await byWords.RunAsync(words.Split(' ')));
        Assert.Equal(ExitCode.Success, await byOptions.RunAsync(options.Split(' ')));

        Assert.Equal(byOptions.Output, byWords.Output);
    }

    [Fact]
    public async Task Help_is_in_the_form_in_which_the_command_was_called()
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync("plan", "--help"));

        Assert.Contains("Usage:\n  dotnet run --project functions/Cli -- plan [options]\n", shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("loadgen ", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(220, "functions/Cli -- simulate --seed 17     the timeline")]
    [InlineData(80, "functions/Cli -- simulate --seed 17\n      the timeline")]
    public async Task An_examples_meaning_stands_below_it_where_the_terminal_is_narrow(int width, string expected)
    {
        using var shell = new TestShell(width);

        Assert.Equal(ExitCode.Success, await shell.RunAsync("help", "simulate"));

        Assert.Contains(expected, shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", shell.Output);
    }
}
