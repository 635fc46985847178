using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Loadgen.Testing.Processes;

/// <summary>A process that a test has started. Its standard input stays open, and empty, as long as this object lives.</summary>
internal sealed class ChildProcess : IDisposable, IAsyncDisposable
{
    private readonly Process _process;

    /// <summary>Starts a program.</summary>
    /// <param name="onOutput">Called with each line of standard output, in order.</param>
    /// <param name="onError">The same for standard error, perhaps at the same time.</param>
    public ChildProcess(ChildProgram program, Action<string> onOutput, Action<string> onError)
    {
        _process = new Process { StartInfo = program.ToStartInfo() };
        _process.OutputDataReceived += (_, line) => Pass(line.Data, onOutput);
        _process.ErrorDataReceived += (_, line) => Pass(line.Data, onError);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = EndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Its exit code, once it has ended and everything that it printed has been read.</summary>
    public Task<int> Ended { get; }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="timeout">After this time it is killed, with its children; <see langword="null"/>: never.</param>
    /// <param name="cancellationToken">Kills it, with its children.</param>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public static async Task<ChildResult> RunAsync(
        ChildProgram program, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var output = new StringBuilder();
        var error = new StringBuilder();
        await using var process = new ChildProcess(
            program, line => output.Append(line).Append('\n'), line => error.Append(line).Append('\n'));
        process._process.StandardInput.Close();
        try
        {
            var code = await process.Ended.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new(code, output.ToString(), error.ToString());
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{program.File} {string.Join(' ', program.Arguments)} did not end within {timeout}.", e);
        }
    }

    /// <summary>Sends SIGINT, as Ctrl-C does.</summary>
    public void Interrupt() => Send(signal: 2);

    /// <summary>Sends SIGTERM, as Cloud Run does.</summary>
    public void Terminate() => Send(signal: 15);

    /// <summary>Sends SIGKILL. Nothing happens where the process has ended.</summary>
    /// <param name="withChildren">Whether its children are killed, too.</param>
    public void Kill(bool withChildren = false)
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(withChildren);
        }
        catch (InvalidOperationException)
        {
            // It has ended, and this object is disposed of.
        }
    }

    /// <summary>Kills the process and its children.</summary>
    public void Dispose()
    {
        Kill(withChildren: true);
        _process.Dispose();
    }

    /// <summary>Kills the process and its children, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill(withChildren: true);
        await Ended;
        _process.Dispose();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private void Send(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
            throw new InvalidOperationException($"kill: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static void Pass(string? line, Action<string> read)
    {
        if (line is not null)
            read(line);
    }

    // Not LibraryImport: each test project would need unsafe code for it.
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}

/// <summary>What came of a program that ran to its end.</summary>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ChildResult(int ExitCode, string Output, string Error);
