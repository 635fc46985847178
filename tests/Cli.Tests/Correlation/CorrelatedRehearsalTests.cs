using System.Text.Json;

namespace Loadgen.Cli.Tests.Correlation;

/// <summary>The functions of a rehearsal, called for real, and what they logged.</summary>
[Collection(nameof(WholeMachine))]
public sealed class CorrelatedRehearsalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_call_of_a_rehearsal_finds_the_log_of_its_function()
    {
        using (var rehearsal = new TestShell { Time = TimeProvider.System })
        {
            var code = await rehearsal.RunAsync("run", "--hour", "2026-01-20T13:00Z", "--out", _folder.Path);
            Assert.True(code is ExitCode.Success, rehearsal.Output + rehearsal.Error);
        }

        // The dispatcher leaves it to others to run what it puts off: here is one that did.
        var later = await LaterLineAsync("crypto_key_gen");
        _folder.Add("later.log", later.Line);

        using var shell = new TestShell();
        Assert.Equal(ExitCode.Success, await shell.RunAsync("correlate", _folder.Path, "--functions", _folder.Path, "--json"));

        using var document = JsonDocument.Parse(shell.Output);
        var found = document.RootElement;
        Assert.Equal(
            (12, 10, 4, 0, 0),
            (Number(found, "events"), Number(found, "function_logs"), Number(found, "dispatcher_logs"), Number(found, "ambiguous_logs"),
                found.GetProperty("problems").GetArrayLength()));
        Assert.Equal("{}", found.GetProperty("logs_without_call").GetRawText());
        foreach (var function in found.GetProperty("functions").EnumerateArray())
            AssertFunction(function, later.EndToEnd);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertFunction(JsonElement function, double endToEnd)
    {
        var (scenario, id) = (function.GetProperty("approach").GetString(), function.GetProperty("function_id").GetString());
        var isExecuted = scenario is not "C" || id is "api_health_check" or "crypto_key_gen";
        Assert.Equal(
            (1, isExecuted ? 1 : 0, 0, 0, 0),
            (Number(function, "calls"), Number(function, "with_log"), Number(function, "executed_twice"), Number(function, "early"),
                Number(function, "late")));
        Assert.Equal(scenario is "C" ? "1" : "null", function.GetProperty("with_dispatcher_log").GetRawText());
        if (!isExecuted)
            return;

        var trueEndToEnd = function.GetProperty("true_end_to_end_ms_median").GetDouble();
        if (scenario is "C" && id is "crypto_key_gen")
            Assert.Equal(endToEnd, trueEndToEnd);
        else
            Assert.InRange(trueEndToEnd, 0, 60_000);
        if (scenario is not "C")
            Assert.InRange(function.GetProperty("overhead_ms_median").GetDouble(), 0, 60_000);
        Assert.InRange(function.GetProperty("execution_ms_median").GetDouble(), 0, 60_000);
    }

    /// <summary>What a function that is called at the time that C's dispatcher chose would log, half a second after it.</summary>
    private async Task<(string Line, double EndToEnd)> LaterLineAsync(string function)
    {
        var log = Assert.Single(
            Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories),
            file => file.Contains($"{Path.DirectorySeparatorChar}C{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        using var call = (await File.ReadAllLinesAsync(log)).Select(line => JsonDocument.Parse(line))
            .Single(line => line.RootElement.TryGetProperty("function_id", out var called) && called.GetString() == function);
        var (sent, target) = (call.RootElement.GetProperty("dispatcher_sent_time_utc"), call.RootElement.GetProperty("target_time_utc"));
        var finished = target.GetDateTimeOffset().AddMilliseconds(500);
        var (run, id) = (call.RootElement.GetProperty("run_id"), call.RootElement.GetProperty("event_id"));
        var line = $$"""
            {"type":"invocation_metrics","function_id":"{{function}}","scenario":"C","run_id":"{{run}}","event_id":"{{id}}",
            "request_received_time_utc":"{{target}}","response_finished_time_utc":"{{finished:yyyy-MM-ddTHH:mm:ss.fffZ}}"}
            """;
        return (line.ReplaceLineEndings(""), (finished - sent.GetDateTimeOffset()).TotalMilliseconds);
    }

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();
}
