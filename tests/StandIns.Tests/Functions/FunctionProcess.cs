using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

/// <summary>The functions' assembly as a process of its own, started through its generated entry point.</summary>
internal sealed partial class FunctionProcess : IDisposable
{
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly Process _process;

    internal FunctionProcess(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EventFunction).Assembly.Location, .. args]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in new[] { "PORT", "FUNCTION_TARGET", "K_SERVICE", "DOTNET_RUNNING_IN_CONTAINER", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
            start.Environment.Remove(inherited);
        start.Environment["PORT"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => _ = line.Data is null ? _output.Writer.TryComplete() : _output.Writer.TryWrite(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    internal static Dictionary<string, string> Nothing { get; } = [];

    /// <summary>Reads lines until Kestrel says where it listens.</summary>
    internal async Task<Uri> ListeningAsync()
    {
        await foreach (var line in _output.Reader.ReadAllAsync())
        {
            if (Address().Match(line) is { Success: true } match)
                return new Uri(match.Value);
        }

        throw new InvalidOperationException($"The process ended before it listened: {await _process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Reads lines until one holds a text.</summary>
    internal async Task<string> LineAsync(string text)
    {
        await foreach (var line in _output.Reader.ReadAllAsync())
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The process ended without a line that holds '{text}'.");
    }

    /// <summary>Waits for the process to end by itself.</summary>
    internal async Task<(int ExitCode, string Error)> EndAsync()
    {
        var error = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, error);
    }

    /// <summary>Asks the process to stop, as Cloud Run does.</summary>
    internal void Terminate()
    {
        const int SigTerm = 15;
        if (Kill(_process.Id, SigTerm) != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"kill: {Marshal.GetLastPInvokeError()}"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [GeneratedRegex(@"http://[\d.]+:\d+", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Address();
}
