using System.Diagnostics;
using System.Globalization;
using Loadgen.Cli.Up.Processes;

namespace Loadgen.Cli.Up.PubSub;

/// <summary>Google's Pub/Sub emulator, started for this local cloud alone.</summary>
internal sealed class GoogleEmulator : ILocalPubSub
{
    /// <summary>The emulator tells of each header of each request, two lines each time.</summary>
    private const string Logging = """
        handlers=java.util.logging.ConsoleHandler
        .level=WARNING
        java.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n
        """;

    private readonly LocalProcess _process;
    private readonly int _port;

    private GoogleEmulator(LocalProcess process, int port, string description)
    {
        _process = process;
        _port = port;
        Description = description;
    }

    public string EmulatorHost => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public string Description { get; }

    public bool IsOnTraceClock => false;

    public Task Failure => _process.Failure.Task;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="program">Where it is.</param>
    /// <param name="folder">Where its settings are written.</param>
    /// <param name="write">Takes its lines.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LocalCloudException">It does not start.</exception>
    public static async Task<GoogleEmulator> StartAsync(
        EmulatorProgram program, string folder, Action<string> write, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = Path.Combine(folder, "pubsub-logging.properties");
        await File.WriteAllTextAsync(settings, Logging, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Next();
            var start = new ProcessStartInfo(program.Java,
            [
                $"-Djava.util.logging.config.file={settings}", "-jar", program.Jar,
                "--host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"),
            ]);
            var process = new LocalProcess("pubsub", start, port, write, time);
            try
            {
                await process.StartAsync(cancellationToken);
                return new(process, port, $"Google's emulator, {Path.GetFileNameWithoutExtension(program.Jar)}");
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

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
