using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>
/// A server in a process of its own. One that ends by itself is started again on the same port, as Cloud Run does, unless it cannot be kept
/// alive.
/// </summary>
/// <param name="name">For messages.</param>
/// <param name="program">What is started.</param>
/// <param name="port">Where it listens on this machine, once it is ready.</param>
/// <param name="write">Takes its lines, and messages about it.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class LocalProcess(string name, ProgramStart program, int port, Action<string> write, TimeProvider time) : IAsyncDisposable
{
    /// <summary>What Cloud Run gives an instance between SIGTERM and SIGKILL, and a little more.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(12);

    /// <summary>Against a program that hangs. One that is only slow, on a busy machine, is waited for.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How often the log says that it is still waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Ctrl-C reaches every process of a terminal at once. After this time it is known whether all of them end.</summary>
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    /// <summary>A start after which it listens no longer than this has failed. How long it takes until it listens does not count.</summary>
    private static readonly TimeSpan CrashLoop = TimeSpan.FromSeconds(10);

    private const int CrashLoopAfter = 3;

    private readonly CancellationTokenSource _stop = new();
    private Process? _process;
    private Task _keeping = Task.CompletedTask;

    /// <summary>Fails with a <see cref="LocalCloudException"/> when the server cannot be kept alive; otherwise never done.</summary>
    public TaskCompletionSource Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;

    /// <summary>Starts a server on a free port, and on another one where somebody else was quicker.</summary>
    /// <param name="program">What is started to listen on a port.</param>
    /// <returns>The server, which listens. One that did not start has been ended.</returns>
    /// <exception cref="LocalCloudException">It ended, or did not listen in time; its last words are in the log.</exception>
    public static async Task<LocalProcess> StartAsync(
        string name, Func<int, ProgramStart> program, Action<string> write, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Next();
            var process = new LocalProcess(name, program(port), port, write, time);
            try
            {
                await process.StartAsync(cancellationToken);
                return process;
            }
            catch (Exception e)
            {
                await process.DisposeAsync();
                if (e is not PortTakenException || attempt == FreePort.MostAttempts)
                    throw;
                write($"loadgen: {e.Message} Another one is tried.");
            }
        }
    }

    /// <summary>Starts it; done when it listens.</summary>
    /// <exception cref="PortTakenException">It ended since somebody else has its port.</exception>
    /// <exception cref="LocalCloudException">It ended, or did not listen in time; its last words are in the log.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = program.Start(write);
        if (await ListensSinceAsync(_process, cancellationToken) is not { } since)
        {
            var ended = $"{name} ended with exit code {Code(_process)} before it listened on port {port}";
            throw FreePort.IsFree(port)
                ? new LocalCloudException($"{ended}; its log says why.")
                : new PortTakenException($"{ended}, which somebody else has.");
        }

        _keeping = KeepAsync(_process, since);
    }

    /// <summary>Ends it: SIGTERM, and after the grace period SIGKILL for it and its children.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        if (_process is { } process)
            await EndAsync(process);
        _stop.Dispose();
    }

    /// <returns>Since when it listens, as the clock's timestamp; <see langword="null"/>: it ended before that.</returns>
    /// <exception cref="LocalCloudException">It does neither.</exception>
    private async Task<long?> ListensSinceAsync(Process process, CancellationToken cancellationToken)
    {
        using var progress = time.CreateTimer(
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
            if (time.GetElapsedTime(begun) > StartTimeout)
                throw new LocalCloudException($"{name} does not listen on port {port} after {StartTimeout.TotalMinutes:0} minutes.");
            await Task.Delay(PollInterval, time, cancellationToken);
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
                    write($"loadgen: {name} ended {CrashLoopAfter} times as soon as it was started, and is given up.");
                    throw new LocalCloudException($"{name} cannot be kept alive.");
                }

                write($"loadgen: {name} ended by itself with exit code {Code(process)}; it is started again.");
                var next = program.Start(write);
                process.Dispose();
                _process = process = next;
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
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
