using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Loadgen.Testing.Processes;

namespace Loadgen.Cli.Tests.Local;

/// <summary>The built command as a process, in a folder of the test's own, as an operator has it in a terminal.</summary>
internal sealed partial class LoadgenProcess : IAsyncDisposable
{
    /// <summary>Against a hang, and not a promise: a dozen processes take minutes to start on a busy machine.</summary>
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(15);

    private static readonly string Program = BuildMetadata.Get("Loadgen.Cli.Program");

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ChildProcess _process;

    public LoadgenProcess(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        // A background job of a shell, as CI may be, ignores Ctrl-C, and so does everything that it starts.
        var program = new ChildProgram("env", ["--default-signal=INT", "dotnet", Program, .. arguments])
        {
            Folder = folder,
            Inherits = static name => name is not ("PUBSUB_EMULATOR_HOST" or "STORAGE_EMULATOR_HOST"),
            Variables = variables,
        };
        _process = new(program, _lines.Enqueue, _lines.Enqueue);
    }

    public string Output => string.Join('\n', _lines);

    /// <summary>The ports that it has printed.</summary>
    public IReadOnlyList<int> Ports => [.. Address().Matches(Output)
        .Select(match => int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture))
        .Distinct()];

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments)
    {
        await using var process = new LoadgenProcess(folder, new Dictionary<string, string>(), arguments);
        return (await process.EndAsync(), process.Output);
    }

    /// <summary>Waits until a text has been printed so many times.</summary>
    public async Task WaitForAsync(string text, int times = 1)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (_lines.Count(line => line.Contains(text, StringComparison.Ordinal)) < times)
        {
            Assert.False(_process.Ended.IsCompleted, $"It ended before it said '{text}':\n{Output}");
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TestTimeout, $"It never said '{text}':\n{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>Waits for its end, and for everything that it prints.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> EndAsync() => _process.Ended.WaitAsync(TestTimeout, TimeProvider.System);

    /// <summary>Presses Ctrl-C, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> InterruptAsync()
    {
        _process.Interrupt();
        return EndAsync();
    }

    /// <summary>Kills one of the processes that it has started: SIGKILL.</summary>
    /// <param name="program">A part of its command line.</param>
    public void KillChild(string program)
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        var children = Directory.GetDirectories($"/proc/{id}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var child = children.First(child => File.ReadAllText($"/proc/{child}/cmdline").Contains(program, StringComparison.Ordinal));
        using var process = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
        process.Kill();
    }

    /// <summary>Nobody listens any more on any port that it printed.</summary>
    public void AssertNothingListens()
    {
        Assert.NotEmpty(Ports);
        foreach (var port in Ports)
        {
            using var client = new TcpClient();
            Assert.Throws<SocketException>(() => client.Connect("127.0.0.1", port));
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"http://127\.0\.0\.1:(?<port>\d+)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Address();
}
