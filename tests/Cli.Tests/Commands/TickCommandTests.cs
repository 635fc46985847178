using Loadgen.Cli.Up;

namespace Loadgen.Cli.Tests.Commands;

public sealed class TickCommandTests
{
    // The last event of an hour without jitter is due eight minutes into it; the shell's clock says 12:00.
    [Theory]
    [InlineData("11:00", 3119, true, "a second too late")]
    [InlineData("11:00", 3120, false, "just in time")]
    [InlineData("13:00", 0, false, "an hour to come")]
    public async Task A_replay_of_which_nothing_would_be_sent_is_refused(string hour, double maxLateness, bool refused, string reason)
    {
        using var folder = new TemporaryFolder();
        using var shell = new TestShell();
        var scenario = new UpScenario("A", "exp", "projects/p/topics/ticks", JitterS: 0, maxLateness);
        // Nobody listens there: what is not refused fails.
        new UpState("127.0.0.1:1", Clock: null, [scenario]).Write(folder.Path);

        var code = await shell.RunAsync("tick", "--hour", $"2026-01-20T{hour}Z", "--replay", "--out", folder.Path);

        Assert.True((refused ? ExitCode.BadArguments : ExitCode.Failed) == code, $"{reason}: {shell.Error}");
        Assert.Equal(refused, shell.Error.Contains("MAX_LATENESS_S", StringComparison.Ordinal));
    }
}
