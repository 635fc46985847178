using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Loadgen.Testing.Processes;

namespace Loadgen.Functions.Tests.Logging;

/// <summary>A function as a process of its own, as Cloud Run starts it.</summary>
internal sealed partial class FunctionProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FunctionProcess(Type function, IReadOnlyDictionary<string, string?> variables)
    {
        var program = ChildProgram.Dotnet(function.Assembly.Location) with
        {
            Inherits = static name => name is "PATH" or "HOME" or "DOTNET_ROOT" or "TMPDIR",
            Variables = variables.Where(variable => variable.Value is not null)
                .Append(new("PORT", "0"))
                .Append(new("K_SERVICE", "service"))
                .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal),
        };
        _process = new(program, Read, Errors.Enqueue);
        _ = FailAsync();
    }

    /// <summary>The lines of standard output.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Starts a function; done when it listens.</summary>
    public static async Task<FunctionProcess> StartAsync(Type function, IReadOnlyDictionary<string, string?> variables)
    {
        var process = new FunctionProcess(function, variables);
        await process._address.Task;
        return process;
    }

    public async Task<int> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient { BaseAddress = await _address.Task };
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>Stops it as Cloud Run does, and waits until all that it wrote is read.</summary>
    public async Task StopAsync()
    {
        _process.Terminate();
        await _process.Ended;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private void Read(string line)
    {
        Lines.Enqueue(line);
        if (Address().Match(line) is { Success: true } match)
            _address.TrySetResult(new(match.Value));
    }

    private async Task FailAsync()
    {
        await _process.Ended;
        _address.TrySetException(new InvalidOperationException($"It ended before it listened: {string.Join('\n', Errors)}"));
    }

    [GeneratedRegex(@"http://[\d.]+:\d+", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Address();
}
