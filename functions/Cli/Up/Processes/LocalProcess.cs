using System.Diagnostics;
using System.Globalization;
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

    /// <summary>Against a program that hangs. One that is only slow, on a machine that is busy with something else, is waited for.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    /// <summary>After this time, and each time it has passed again, the log tells what is waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Ctrl-C reaches every process of a terminal at once: this long after one has ended, it is known whether all shall.</summary>
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    /// <summary>An instance that listens no longer than this has not really started. How long it takes until it listens is the machine's affair.</summary>
    private static readonly TimeSpan CrashLoop = TimeSpan.FromSeconds(10);

    private const int CrashLoopAfter = 3;

    private readonly CancellationTokenSource _stop = new();
    private Process? _process;
    private Task _keeping = Task.CompletedTask;

    /// <summary>Fails with a <see cref="LocalCloudException"/> when the server cannot be kept alive; otherwise never done.</summary>
    public TaskCompletionSource Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it; done when it listens.</summary>
    /// <exception cref="PortTakenException">It ended since somebody else has its port.</exception>
    /// <exception cref="LocalCloudException">It ended, or did not listen in time; its last words are in the log.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Launch();
        if (await ListensSinceAsync(_process, cancellationToken) is not { } since)
        {
            var ended = $"{name} ended with exit code {Code(_process)} before it listened on port {port}";
            throw FreePort.IsFree(port) ? new LocalCloudException($"{ended}; its log above says why.") : new PortTakenException($"{ended}, which somebody else has.");
        }

        _keeping = KeepAsync(_process, since);
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

    /// <returns>Since when it listens, by the clock's timestamps; <see langword="null"/>: it ended before that.</returns>
    /// <exception cref="LocalCloudException">It does neither.</exception>
    private async Task<long?> ListensSinceAsync(Process process, CancellationToken cancellationToken)
    {
        using var telling = time.CreateTimer(
            _ => write($"loadgen: {name} does not listen on port {port} yet, and is waited for."), null, Silence, Silence);
        var begun = time.GetTimestamp();
        while (true)
        {
            var isListening = await FreePort.IsListeningAsync(port, cancellationToken);
            // Asked afterwards: somebody else may have taken the port meanwhile.
            if (process.HasExited)
                return null;
            if (isListening)
                return time.GetTimestamp();
            if (time.GetElapsedTime(begun) > LongestStart)
                throw new LocalCloudException($"{name} does not listen on port {port} after {LongestStart.TotalMinutes:0} minutes.");
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async Task KeepAsync(Process process, long? since)
    {
        try
        {
            for (var failedStarts = 0; ; since = await ListensSinceAsync(process, _stop.Token))
            {
                await process.WaitForExitAsync(_stop.Token);
                failedStarts = since is { } start && time.GetElapsedTime(start) >= CrashLoop ? 0 : failedStarts + 1;
                await Task.Delay(BeforeRestart, time, _stop.Token);
                if (failedStarts == CrashLoopAfter)
                {
                    write($"loadgen: {name} has ended {CrashLoopAfter} times as soon as it was started, and is given up.");
                    throw new LocalCloudException($"{name} cannot be kept alive.");
                }

                write($"loadgen: {name} ended by itself with exit code {Code(process)}; it is started again.");
                var next = Launch();
                process.Dispose();
                _process = process = next;
            }
        }
        catch (OperationCanceledException)
        {
            // It is to end.
        }
        catch (LocalCloudException e)
        {
            Failure.TrySetException(e);
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
