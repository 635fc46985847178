using System.Text.Json;
using Loadgen.Cli.Local.Hosting.Processes;
using Loadgen.Cli.Tests.Local.Hosting;

namespace Loadgen.Cli.Tests.Local;

/// <summary>
/// The local cloud as its operator has it: processes, an emulator, Ctrl-C. How punctual a busy machine is on a fast clock is not asserted.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class UpTests : IDisposable, IClassFixture<EmulatorNotice>
{
    /// <summary>An hour long past: its events are not waited for.</summary>
    private const string PastHour = "2026-01-20T05:00:00Z";

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task An_hour_of_all_scenarios_goes_through_Googles_emulator_which_may_die_and_come_back()
    {
        RequireEmulator();
        await using var up = new LoadgenProcess(_folder.Path, NoVariables, "up", "--speed", "30");
        await up.WaitForAsync("Ready.");
        Assert.StartsWith("rehearsal at 30×: times are no measurements\n", up.Output, StringComparison.Ordinal);

        var ticked = await TickAsync();
        Assert.Equal(3, ticked.Split(": ticked for ").Length - 1);
        Assert.StartsWith("rehearsal at 30×: times are no measurements\n", ticked, StringComparison.Ordinal);
        Assert.Equal(3, (await TickAsync()).Split(": duplicate: ").Length - 1);
        await up.WaitForAsync("is complete: 4 of 4", times: 3);
        await VerifyAsync(runs: 3);

        up.KillChild("cloud-pubsub-emulator");
        await up.WaitForAsync("pubsub ended by itself");
        await up.WaitForAsync("Topics and subscriptions are made anew");
        await TickAsync("--hour", PastHour, "--dry-run");
        await up.WaitForAsync("is complete: 4 of 4, 4 skipped_late", times: 3);
        await VerifyAsync(runs: 6);

        Assert.Equal((int)ExitCode.Success, await up.InterruptAsync());
        up.AssertNothingListens();
        Assert.Empty(Directory.GetFiles(_folder.Path, "current.json", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task A_running_emulator_is_used_and_left_as_it_was()
    {
        var program = RequireEmulator();
        await using var emulator = await GoogleEmulator.StartAsync(
            program, _folder.Path, static _ => { }, TimeProvider.System, CancellationToken.None);
        await using var up = new LoadgenProcess(
            _folder.Path, new Dictionary<string, string> { ["PUBSUB_EMULATOR_HOST"] = emulator.EmulatorHost }, "up", "--scenario", "B");
        await up.WaitForAsync("Ready.");
        using var http = new HttpClient { BaseAddress = new($"http://{emulator.EmulatorHost}/v1/projects/local-project/") };
        using var invoker = JsonDocument.Parse(await http.GetStringAsync("subscriptions/loadgen-rehearsal-b-invoker"));
        Assert.EndsWith(
            "/projects/local-project/topics/loadgen-rehearsal-b-events",
            invoker.RootElement.GetProperty("pushConfig").GetProperty("pushEndpoint").GetString(),
            StringComparison.Ordinal);

        await TickAsync("--hour", PastHour);
        await up.WaitForAsync("is complete: 4 of 4, 4 skipped_late");

        Assert.Equal((int)ExitCode.Success, await up.InterruptAsync());
        Assert.DoesNotContain("loadgen", await http.GetStringAsync("topics"), StringComparison.Ordinal);
        Assert.DoesNotContain("loadgen", await http.GetStringAsync("subscriptions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_Pub_Sub_needs_no_emulator_and_a_function_that_is_killed_is_started_again()
    {
        await using var up = new LoadgenProcess(
            _folder.Path, NoVariables, "up", "--pubsub", "embedded", "--scenario", "A", "--verbose");
        await up.WaitForAsync("Ready.");

        up.KillChild("Loadgen.Invoker");
        await up.WaitForAsync("invoker-A ended by itself");
        await TickAsync("--hour", PastHour, "--dry-run");
        await up.WaitForAsync("loadgen_complete");
        await up.WaitForAsync("is complete: 4 of 4, 4 skipped_late");
        await VerifyAsync(runs: 1);

        Assert.Equal((int)ExitCode.Success, await up.InterruptAsync());
        up.AssertNothingListens();
    }

    [Fact]
    public async Task A_workload_file_needs_no_emulator_and_a_replay_has_the_workload_of_its_hour()
    {
        var file = _folder.Add("mix.yaml", Calls("00:01", "00:02", "00:30"));
        await using var up = new LoadgenProcess(
            _folder.Path, NoVariables, "up", "--workload", "mix.yaml", "--scenario", "A", "--hour", "2026-01-20T12:00Z");
        await up.WaitForAsync("Ready.");
        Assert.Matches(@"pubsub +http://127\.0\.0\.1:\d+/ +embedded", up.Output);

        Assert.Contains("Expected end: 12:00:30Z", await TickAsync(), StringComparison.Ordinal);
        await up.WaitForAsync("hour 12:00 is complete: 3 of 3, 3 ok");

        await File.WriteAllTextAsync(file, Calls("00:01"));
        await TickAsync("--hour", "2026-01-20T12:00Z", "--replay");
        await up.WaitForAsync("hour 12:00 is complete: 3 of 3, 3 ok", times: 2);
        await TickAsync("--hour", PastHour);
        await up.WaitForAsync("hour 05:00 is complete: 1 of 1, 1 skipped_late");
        await VerifyAsync(runs: 3);

        Assert.Equal((int)ExitCode.Success, await up.InterruptAsync());
    }

    [Fact]
    public async Task Its_hour_can_be_watched_from_another_terminal()
    {
        _folder.Add("mix.yaml", Calls("00:01", "00:02", "00:30"));
        await using var up = new LoadgenProcess(
            _folder.Path, NoVariables, "up", "--workload", "mix.yaml", "--scenario", "A", "--hour", "2026-01-20T12:00Z");
        await up.WaitForAsync("Ready.");
        await using var watch = new LoadgenProcess(_folder.Path, NoVariables, "watch", "artifacts");
        await watch.WaitForAsync("no run has begun there yet");

        await TickAsync();

        Assert.True(await watch.EndAsync() == (int)ExitCode.Success, watch.Output);
        Assert.Matches(@"scenario A: hour 12:00: 3 events, run \w+; rehearsal at 10×: times are no measurements", watch.Output);
        Assert.Equal(3, watch.Output.Split("  A  f: ok, lag ").Length - 1);
        Assert.Contains("Passed: every planned event has its one line", watch.Output, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Success, await up.InterruptAsync());
    }

    [Fact]
    public async Task A_function_that_cannot_start_ends_the_command_with_the_reason()
    {
        // Read before any port is opened: with one that cannot be opened, the function's own might be seen open for a moment.
        var noAddress = new Dictionary<string, string> { ["Kestrel__Endpoints__Other__Url"] = "no address" };
        await using var up = new LoadgenProcess(_folder.Path, noAddress, "up", "--pubsub", "embedded", "--scenario", "A");

        Assert.Equal((int)ExitCode.Failed, await up.EndAsync());
        Assert.Contains("Unhandled exception.", up.Output, StringComparison.Ordinal);
        Assert.Contains("before it listened on port", up.Output, StringComparison.Ordinal);
        var logs = Assert.Single(Directory.GetDirectories(_folder.Path, "logs", SearchOption.AllDirectories));
        Assert.Contains($"  {Path.GetRelativePath(_folder.Path, logs)}", up.Output.Split('\n'));
    }

    private static string Calls(params string[] offsets) => $$"""
        workload: 1
        name: mix
        functions:
          f: { schedule: { at: ["{{string.Join("\", \"", offsets)}}"] } }
        """;

    private static EmulatorProgram RequireEmulator()
    {
        Skip.If(Emulator.Missing is not null, Emulator.Missing);
        return Emulator.Program!;
    }

    private async Task<string> TickAsync(params string[] arguments)
    {
        var (code, output) = await LoadgenProcess.RunAsync(_folder.Path, ["tick", .. arguments]);
        Assert.True(code == (int)ExitCode.Success, output);
        return output;
    }

    private async Task VerifyAsync(int runs)
    {
        var (code, output) = await LoadgenProcess.RunAsync(_folder.Path, "verify", "artifacts");
        Assert.True(code == (int)ExitCode.Success, output);
        Assert.Equal(runs, Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories).Length);
    }
}
