using System.CommandLine;
using System.Globalization;
using Loadgen.Emulation.Storage;
using Loadgen.Emulation.Storage.Faults;

namespace Loadgen.Cli.Commands;

/// <summary>Serves the embedded Cloud Storage alone, for other programs.</summary>
internal sealed class StorageCommand : OperatorCommand
{
    private const ushort UsualPort = 4443;

    private readonly Option<ushort> _port = new ParsedOption<ushort>("--port", $"0–{ushort.MaxValue}", static (text, out port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port))
    {
        Description = "The port on 127.0.0.1; 0 for one that is free.",
        HelpName = "N",
        DefaultValueFactory = _ => UsualPort,
    };

    private readonly Option<string?> _folder = new("--folder")
    {
        Description = "Where buckets are folders and objects are files. Otherwise everything is in memory, and gone at the end.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _buckets = new("--bucket")
    {
        Description = "A bucket that is created where it is missing; may be given several times.",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int> _latency = new ParsedOption<int>(
        "--latency", $"0ms to {FaultSettings.LongestLatencyMs}ms", static (text, out milliseconds) =>
        {
            milliseconds = 0;
            return text.EndsWith("ms", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan()[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds)
                && milliseconds <= FaultSettings.LongestLatencyMs;
        })
    {
        Description = "How long every request takes; as on a network, it does not keep others waiting.",
        HelpName = "30ms",
    };

    private readonly Option<double> _objectWrites = new ParsedOption<double>(
        "--object-writes-per-second",
        string.Create(CultureInfo.InvariantCulture, $"{FaultSettings.SlowestWrites} to {FaultSettings.FastestWrites}"),
        static (text, out rate) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out rate)
            && rate is >= FaultSettings.SlowestWrites and <= FaultSettings.FastestWrites)
    {
        Description = "How many writes a second an object takes; whoever is faster gets 429. Cloud Storage takes about one.",
        HelpName = "N",
    };

    public StorageCommand(Shell shell)
        : base(
            shell,
            "storage",
            "Serves an embedded Cloud Storage on this machine until Ctrl-C, "
                + "for the functions, Google's client libraries, gcloud and gsutil.") =>
        AddOptions(_port, _folder, _buckets, _latency, _objectWrites);

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen storage --bucket demo-logs", $"in memory, on port {UsualPort}, with a bucket"),
        new("loadgen storage --port 9199 --folder artifacts/storage", "objects are files that stay"),
        new("loadgen storage --bucket demo-logs --latency 30ms --object-writes-per-second 1", "as slow as the real one, for measuring"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new StorageServerOptions
        {
            Folder = arguments.GetValue(_folder),
            Port = arguments.GetValue(_port),
            TimeProvider = Shell.Time,
            // Faults that a client asks for with a probability are then the same each time.
            Random = new Random(0),
        };
        await using var server = await StartAsync(options, cancellationToken);
        var latency = arguments.GetValue(_latency);
        server.Faults.Settings = new()
        {
            LatencyMs = latency,
            LeastLatencyMs = latency,
            ObjectWritesPerSecond = arguments.GetValue(_objectWrites),
        };
        foreach (var bucket in arguments.GetValue(_buckets) ?? [])
            Create(server, bucket);

        Print(new(server.BaseUri, "/"));
        await Task.Delay(Timeout.InfiniteTimeSpan, Shell.Time, cancellationToken);
        return ExitCode.Success;
    }

    private static async Task<StorageServer> StartAsync(StorageServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await StorageServer.StartAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The storage does not start: {e.Message}", e);
        }
    }

    private static void Create(StorageServer server, string bucket)
    {
        try
        {
            server.EnsureBucket(bucket);
        }
        catch (ArgumentException)
        {
            var fault = bucket.Length < 3 ? ", which is too short" : bucket.Length > 222 ? ", which is too long" : "";
            throw new UsageException(
                $"--bucket: found '{bucket}'{fault}; allowed: 3 to 222 of lower-case letters, digits, '.', '_' and '-'");
        }
    }

    private void Print(Uri server)
    {
        const string gcloud = " CLOUDSDK_AUTH_DISABLE_CREDENTIALS=true CLOUDSDK_CORE_PROJECT=demo";
        var address = server.AbsoluteUri.TrimEnd('/');
        Shell.Out.WriteLine($"""
            Cloud Storage is served at {address} until Ctrl-C.
            For the functions, loadgen and Google's client libraries:
              export STORAGE_EMULATOR_HOST={address}
            For gcloud storage, which then sends no credentials:
              export CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE={address}/storage/v1/{gcloud}
            For gsutil the same, and (its own requests are https, always; this has gcloud make them):
              gsutil -o GSUtil:use_gcloud_storage=True ls
            """);
    }
}
