using System.Text;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Local.Views;
using Loadgen.Testing.Workloads;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Local.Views;

public sealed class UpViewTests : IDisposable
{
    private static readonly Dictionary<string, DeployedScenario> Scenarios = DeployedScenario.Labelled(
        [.. SampleExperiments.Of(
            new() { Folder = "", SampleWorkload = new(null, SomeWorkload.BuiltIn) },
            SomeWorkload.BuiltIn.Functions.ToDictionary(function => function.Id, _ => new Uri("http://127.0.0.1:1/")),
            new("http://127.0.0.1:2/")).Select(experiment => DeployedScenario.Of("p", experiment))])
        .ToDictionary(scenario => scenario.Label, StringComparer.Ordinal);

    private readonly TestShell _shell = new();
    private readonly UpView _view;

    private readonly FakeTimeProvider _clock = new(new(2026, 1, 20, 13, 4, 7, 498, TimeSpan.Zero));

    public UpViewTests() => _view = new(_shell.Shell, _clock);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void An_hour_begins_with_a_line_has_one_for_each_event_and_ends_with_what_came_of_it()
    {
        Tell("A", RunLine("loadgen_start", "A", ""","dry_run":false"""));
        Tell("A", Event("A", "api_health_check", "ok"));
        Tell("A", Event("A", "crypto_key_gen", "timeout"));
        Tell("A", RunLine("loadgen_complete", "A"));

        Assert.Equal(
            """
            13:04:07  scenario A: hour 13:00 begins: 2 events, run 20260120T125900Z
            13:04:07  A  api_health_check: ok, lag 2 ms, latency 727 ms, us-east1
            13:04:07  A  crypto_key_gen: timeout, lag 2 ms, latency 727 ms, us-east1
            13:04:07  scenario A: hour 13:00 is complete: 2 of 2, 1 ok, 1 timeout

            """,
            _shell.Output);
    }

    [Fact]
    public void Runs_are_counted_each_for_itself()
    {
        Tell("A", RunLine("loadgen_start", "A", ""","dry_run":false"""));
        Tell("B", RunLine("loadgen_start", "B", ""","dry_run":false"""));
        Tell("A", Event("A", "api_health_check", "ok"));
        Tell("B", RunLine("loadgen_complete", "B"));

        Assert.Contains("scenario B: hour 13:00 is complete: 0 of 2\n", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_line_of_an_event_which_no_log_has_is_shown_and_does_not_count()
    {
        Tell("A", RunLine("loadgen_start", "A", ""","dry_run":true"""));
        Tell("A", Event("A", "api_health_check", "unknown"));
        Tell("A", Event("A", "api_health_check", "ok"));
        Tell("A", RunLine("loadgen_complete", "A"));

        Assert.Contains("begins: 2 events, none is called, run", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("A  api_health_check: ok", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("is complete: 1 of 2, 1 unknown\n", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_events_are_added_up_and_told_of_once_a_minute()
    {
        Tell("A", RunLine("loadgen_start", "A", ""","dry_run":false""", invocations: 101));
        for (var number = 1; number <= 101; number++)
            Tell("A", Event("A", $"f{number}", number < 3 ? "timeout" : "ok"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Tell("A", Event("A", "f101", "ok"));
        Tell("A", RunLine("loadgen_complete", "A"));

        Assert.Equal(
            """
            13:04:07  scenario A: hour 13:00 begins: 101 events, run 20260120T125900Z
            13:04:07  scenario A: 1 of 101, 1 timeout
            13:05:07  scenario A: 101 of 101, 99 ok, 2 timeout
            13:05:07  scenario A: hour 13:00 is complete: 101 of 101, 99 ok, 2 timeout

            """,
            _shell.Output);
    }

    [Theory]
    [InlineData("{}", "a line of no run")]
    [InlineData("""{"message":"sample_request"}""", "something else in JSON")]
    [InlineData("{ not JSON", "something that only begins like it")]
    public void What_is_no_line_of_a_run_is_left_out(string line, string reason)
    {
        Tell("A", line);

        Assert.Equal(("", reason), (_shell.Output, reason));
    }

    private void Tell(string scenario, string line) => _view.Wrote(Scenarios[scenario], Encoding.UTF8.GetBytes(line));

    private static string Identity(string scenario) =>
        $"\"ts_utc\":\"2026-01-20T13:04:07.000Z\",\"experiment_id\":\"exp\",\"scenario\":\"{scenario}\","
            + $"\"trace_hour\":\"2026-01-20T13:00:00Z\",\"run_id\":\"20260120T125900Z\"";

    private static string RunLine(string message, string scenario, string more = "", int invocations = 2) =>
        $$"""{"message":"{{message}}",{{Identity(scenario)}},"invocations":{{invocations}}{{more}}}""";

    private static string Event(string scenario, string function, string outcome) =>
        $$$"""
        {{{{Identity(scenario)}}},"function_id":"{{{function}}}","event_id":"exp:2026-01-20T13:00:00Z:{{{function}}}:01",
        "scheduled_time_utc":"2026-01-20T13:04:05.000Z",
        "sent_time_utc":"2026-01-20T13:04:05.002Z","start_lag_ms":2.1,"time_shifted":false,"target_region":"us-east1",
        "end_to_end_latency_ms":726.8,"outcome":"{{{outcome}}}",
        "invoke":{"status_code":null,"latency_ms":726.8,"error":null,"timings":{"dns_ms":0.1} } }
        """.ReplaceLineEndings("");
}
