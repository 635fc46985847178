using System.Net;
using System.Text.Json;

namespace StandIns.Tests.Functions;

/// <summary>Start and end of a process that serves a function: <c>EntryPoint</c>, its environment, its arguments.</summary>
public sealed class EntryPointTests
{
    private const string Event = "StandIns.Functions.EventFunction";
    private const string Http = "StandIns.Functions.HttpFunction";

    public static TheoryData<string, Dictionary<string, string>, string[]> WaysToNameTheFunction => new()
    {
        { "the environment", new() { ["FUNCTION_TARGET"] = Http }, [] },
        { "an option", [], ["--target", Http] },
        { "an option with an equals sign", [], [$"--target={Http}", "--unknown=ignored"] },
        { "the only argument", [], [Http] },
        { "the command line wins", new() { ["FUNCTION_TARGET"] = Event }, ["--target", Http] },
    };

    public static TheoryData<Dictionary<string, string>, string[], string, string> WhatCannotStart => new()
    {
        { [], [], "FUNCTION_TARGET", "two functions and none is named" },
        { new() { ["FUNCTION_TARGET"] = "No.Such" }, [], "No.Such", "an unknown function" },
        { new() { ["FUNCTION_TARGET"] = Http, ["PORT"] = "eighty" }, [], "eighty", "a port that is no number" },
        { [], ["%LAUNCHER_ARGS%"], "Unhandled exception", "a placeholder of the editor" },
    };

    [Theory, MemberData(nameof(WaysToNameTheFunction))]
    public async Task It_serves_the_function_that_is_named(string way, Dictionary<string, string> environment, string[] args)
    {
        using var process = new FunctionProcess(environment, args);
        using var client = new HttpClient { BaseAddress = await process.ListeningAsync() };

        Assert.True("from the startup" == await client.GetStringAsync(new Uri("/", UriKind.Relative)), way);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(client.BaseAddress.Host)), "outside a container it is for this machine only");
    }

    [Theory, MemberData(nameof(WhatCannotStart))]
    public async Task It_ends_at_once_and_says_why(Dictionary<string, string> environment, string[] args, string expected, string reason)
    {
        using var process = new FunctionProcess(environment, args);
        var (exitCode, error) = await process.EndAsync();

        Assert.True(exitCode != 0, reason);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_container_it_listens_on_every_address_and_ignores_what_the_image_says()
    {
        using var process = new FunctionProcess(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_RUNNING_IN_CONTAINER"] = "True",
            ["ASPNETCORE_URLS"] = "http://+:1",
            ["FUNCTION_TARGET"] = Http,
        });

        Assert.Equal("0.0.0.0", (await process.ListeningAsync()).Host);
    }

    [Fact]
    public async Task On_Cloud_Run_each_log_line_is_a_JSON_object()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["K_SERVICE"] = "invoker" };
        using var process = new FunctionProcess(environment, "--target", Event);
        using var client = new HttpClient { BaseAddress = await process.ListeningAsync() };
        using var request = EventRequests.All["a raw push"].ToMessage();
        using var response = await client.SendAsync(request);
        using var line = JsonDocument.Parse(await process.LineAsync("Received 1"));
        var entry = line.RootElement;

        Assert.Equal(
            ["message", "category", "severity", "format_parameters", "scopes"], entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Received 1 on attempt 0", entry.GetProperty("message").GetString());
        Assert.Equal(Event, entry.GetProperty("category").GetString());
        Assert.Equal("INFO", entry.GetProperty("severity").GetString());
        Assert.Equal("0", entry.GetProperty("format_parameters").GetProperty("Attempt").GetString());
        Assert.Equal("/projects/p/topics/t", entry.GetProperty("scopes")[2].GetProperty("RequestPath").GetString());
    }

    [Fact]
    public async Task Elsewhere_it_is_text_with_time_category_and_level()
    {
        using var process = new FunctionProcess(FunctionProcess.Nothing, "--target", Event, "--port", "0");

        Assert.Matches(
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \[Google\.Cloud\.Functions\.Hosting\.EntryPoint\] \[info\] Serving function",
            await process.LineAsync("Serving function"));
    }

    [SkippableFact]
    public async Task When_told_to_stop_it_ends_with_0()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var process = new FunctionProcess(FunctionProcess.Nothing, Http);
        await process.ListeningAsync();
        process.Terminate();

        Assert.Equal(0, (await process.EndAsync()).ExitCode);
    }
}
