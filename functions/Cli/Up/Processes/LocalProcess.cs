using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Loadgen.Cli.Up.Processes;

/// <summary>
/// A server in a process of its own. As long as it is wanted it is there: one that ends by itself is started again on the same port, as Cloud Run
/// does, unless it cannot keep itself alive at all.
/// </summary>
/// <param name="name">For messages.</param>
/// <param name="start">What is started.</param>
/// <param name="port">Where it listens on this machine, once it is ready.</param>
/// <param name="write">Takes its lines, and what there is to say about it.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class LocalProcess(string name, ProcessStartInfo start, int port, Action<string> write, TimeProvider time) : IAsyncDisposable
{
    /// <summary>What Cloud Run gives an instance between SIGTERM and its end (contract, section 9), and a little more.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Ctrl-C reaches every process of a terminal at once: this long after one has ended, it is known whether all shall.</summary>
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    /// <summary>An instance that lives no longer than this has not really started.</summary>
    private static readonly TimeSpan Stillborn = TimeSpan.FromSeconds(10);

    private const int MostStillborn = 3;

    private readonly CancellationTokenSource _stop = new();
    private Process? _process;
    private Task _keeping = Task.CompletedTask;

    /// <summary>Fails with a <see cref="LocalCloudException"/> when the server cannot be kept alive; otherwise never done.</summary>
    public TaskCompletionSource Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it; done when it listens.</summary>
    /// <exception cref="LocalCloudException">It ended, or did not listen in time; its last words are in the log.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Launch();
        await WaitUntilListeningAsync(_process, cancellationToken);
        _keeping = KeepAsync(_process);
    }

    /// <summary>Ends it: SIGTERM, and SIGKILL for it and its children when the grace period is over.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        if (_process is { } process)
            await EndAsync(process);
        _stop.Dispose();
    }

    private Process Launch()
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Pass(line.Data);
        process.ErrorDataReceived += (_, line) => Pass(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new LocalCloudException($"{name}: {start.FileName} cannot be started ({e.Message}).", e);
        }

        // Nobody types anything: a program that asks gets no answer instead of the operator's keys.
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Pass(string? line)
    {
        if (line is not null)
            write(line);
    }

    private async Task WaitUntilListeningAsync(Process process, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var isListening = await IsListeningAsync(cancellationToken);
            // Asked afterwards: somebody else may have taken the port meanwhile.
            if (process.HasExited)
                throw new LocalCloudException($"{name} ended with exit code {Code(process)} before it listened on port {port}; its log above says why.");
            if (isListening)
                return;
            if (time.GetElapsedTime(begun) > LongestStart)
                throw new LocalCloudException($"{name} does not listen on port {port} after {LongestStart.TotalSeconds:0} s.");
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task KeepAsync(Process process)
    {
        var stillborn = 0;
        for (var begun = time.GetTimestamp(); await HasEndedByItselfAsync(process); begun = time.GetTimestamp())
        {
            stillborn = time.GetElapsedTime(begun) < Stillborn + BeforeRestart ? stillborn + 1 : 0;
            if (stillborn == MostStillborn)
            {
                write($"loadgen: {name} has ended {MostStillborn} times as soon as it was started, and is given up.");
                Failure.TrySetException(new LocalCloudException($"{name} cannot be kept alive."));
                return;
            }

            write($"loadgen: {name} ended by itself with exit code {Code(process)}; it is started again.");
            process.Dispose();
            _process = process = Launch();
        }
    }

    /// <returns><see langword="false"/> where it is to end.</returns>
    private async Task<bool> HasEndedByItselfAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(_stop.Token);
            await Task.Delay(BeforeRestart, time, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task EndAsync(Process process)
    {
        Terminate(process);
        using var grace = new CancellationTokenSource(Grace, time);
        try
        {
            await process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            write($"loadgen: {name} did not end within {Grace.TotalSeconds:0} s and is killed.");
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private static void Terminate(Process process)
    {
        const int SigTerm = 15;
        if (process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            process.Kill(entireProcessTree: true);
        else
            _ = Signal(process.Id, SigTerm); // Fails only where it has ended in between.
    }

    private static string Code(Process process) => process.ExitCode.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}
