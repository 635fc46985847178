using System.Globalization;
using Crash.Host;
using Loadgen.Testing.Processes;

namespace Crash.Tests.Processes;

/// <summary>One instance of a function: an operating-system process.</summary>
/// <remarks>May be disposed of more than once.</remarks>
internal sealed class FunctionProcess : IAsyncDisposable
{
    /// <summary>
    /// The time between SIGTERM and SIGKILL. Cloud Run's 10 s are those of a machine of its own; here all instances share
    /// one, with whatever else keeps it busy.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    // All that a process needs; anything else might be taken for configuration.
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_CLI_HOME"];

    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChildProcess _process;
    private readonly TextWriter _output;
    private volatile bool _isKilled;

    /// <summary>Starts an instance.</summary>
    /// <param name="function"><c>planner</c> or <c>invoker</c>.</param>
    /// <param name="environment">Its configuration, its clock's included.</param>
    /// <param name="outputFile">Where everything that it prints goes.</param>
    public FunctionProcess(string function, IReadOnlyDictionary<string, string> environment, string outputFile)
    {
        Name = Path.GetFileNameWithoutExtension(outputFile);
        _output = TextWriter.Synchronized(new StreamWriter(outputFile) { AutoFlush = true });
        var program = ChildProgram.Dotnet(typeof(HostOutput).Assembly.Location, function) with
        {
            Inherits = Inherited.Contains,
            Variables = new Dictionary<string, string>(environment, StringComparer.Ordinal)
            {
                ["PORT"] = "0",
                // To read in a failed test's output when which call was begun.
                ["Logging__LogLevel__Loadgen"] = "Debug",
            },
        };
        _process = new(program, Read, Read);
        Ended = EndAsync();
    }

    /// <summary>For messages: the name of its output's file.</summary>
    public string Name { get; }

    /// <summary>Where it listens, once it does; fails where it ends before that.</summary>
    public Task<Uri> Listening => _listening.Task;

    /// <summary>Its exit code, once it has ended and everything that it printed has been read.</summary>
    public Task<int> Ended { get; }

    /// <summary>Whether requests may be routed to it.</summary>
    public bool IsServing => _listening.Task.IsCompletedSuccessfully && !Leaving.IsCompleted && !Ended.IsCompleted;

    /// <summary>Whether it was ended, or told to end, by somebody else.</summary>
    public bool HadToEnd => _isKilled || Leaving.IsCompleted;

    /// <summary>Done when it was told to stop.</summary>
    public Task Leaving => _leaving.Task;

    /// <summary>Ends it between two instructions: SIGKILL.</summary>
    public void Kill()
    {
        _isKilled = true;
        _process.Kill();
    }

    /// <summary>Tells it to stop as Cloud Run does: SIGTERM, and SIGKILL after the grace period.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        _leaving.TrySetResult();
        _process.Terminate();
        try
        {
            return await Ended.WaitAsync(Grace, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            Kill();
            return await Ended;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Ended;
        _process.Dispose();
        await _output.DisposeAsync();
    }

    private async Task<int> EndAsync()
    {
        var code = await _process.Ended;
        _listening.TrySetException(new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"The process ended with {code} before it listened.")));
        _ = _listening.Task.Exception; // Observed: that an instance is killed as it starts is not an error.
        return code;
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _output.WriteLine(line);
        if (line.StartsWith(HostOutput.Listening, StringComparison.Ordinal))
            _listening.TrySetResult(new Uri(line[HostOutput.Listening.Length..]));
    }
}
