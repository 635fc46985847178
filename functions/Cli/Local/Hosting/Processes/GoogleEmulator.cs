using System.Globalization;
using Loadgen.Cli.Local.PubSub;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>Google's Pub/Sub emulator, started for this local cloud alone.</summary>
internal sealed class GoogleEmulator(LocalProcess process, string description) : ILocalPubSub
{
    /// <summary>Without it, the emulator logs each header of each request, on two lines each.</summary>
    private const string Logging = """
        handlers=java.util.logging.ConsoleHandler
        .level=WARNING
        java.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n
        """;

    public string EmulatorHost => process.Address.Authority;

    public string Description => description;

    public bool IsOnTraceClock => false;

    public Task Failure => process.Failure.Task;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="folder">Where its settings are written.</param>
    /// <param name="write">Takes its lines.</param>
    /// <param name="time">The machine's clock.</param>
    /// <exception cref="LocalCloudException">It does not start.</exception>
    public static async Task<GoogleEmulator> StartAsync(
        EmulatorProgram program, string folder, Action<string> write, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = Path.Combine(folder, "pubsub-logging.properties");
        await File.WriteAllTextAsync(settings, Logging, cancellationToken);
        var process = await LocalProcess.StartAsync("pubsub", StartOn, write, time, cancellationToken);
        return new(process, $"Google's emulator {program.Version}");

        ProgramStart StartOn(int port) => new(program.Java,
        [
            $"-Djava.util.logging.config.file={settings}",
            // It leaks buffers, and would tell of each.
            "-Dio.netty.leakDetection.level=disabled",
            "-jar", program.Jar,
            "--host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"),
        ]);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
