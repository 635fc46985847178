using System.Globalization;
using Loadgen.Emulation.PubSub;
using Loadgen.Testing.Processes;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>What this program does in a process of its own, beside the functions.</summary>
internal static class Role
{
    public const string Command = "role";

    private const string PubSub = "pubsub";
    private const string Target = "target";
    private const string Receiver = "receiver";
    private const string Plain = "plain";

    /// <summary>
    /// For what Google's machines do otherwise, and a target's, so that it takes little of this one: no code is compiled twice, no thread
    /// looks out for work.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    public static async Task<int> RunAsync(string name, IReadOnlyList<string> arguments)
    {
        var port = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        switch (name)
        {
            case PubSub:
                await ServePubSubAsync(port, [.. arguments.Skip(1).Select(text => new Uri(text))]);
                return 0;
            case Target:
                await new ArrivalTarget(port).ServeAsync();
                return 0;
            case Receiver:
                await new SpanReceiver(port).ServeAsync();
                return 0;
            default:
                var figures = await PlainLoop.RunAsync(new UriBuilder("http", "127.0.0.1", port).Uri, Number(1), Number(2));
                Console.WriteLine(string.Join(' ', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture))));
                return 0;
        }

        int Number(int position) => int.Parse(arguments[position], CultureInfo.InvariantCulture);
    }

    /// <summary>Serves a Pub/Sub.</summary>
    /// <param name="instances">The invokers. What is pushed to the first one is spread over all, in turn, as Cloud Run spreads it.</param>
    public static ChildProgram PubSubOn(int port, IEnumerable<Uri> instances) =>
        Of(PubSub, port, [.. instances.Select(instance => instance.AbsoluteUri)]) with { Variables = Elsewhere };

    /// <summary>Serves a target.</summary>
    public static ChildProgram TargetOn(int port) => Of(Target, port) with
    {
        // Who reads a request notes the moment himself, and is not woken by somebody else first.
        Variables = new Dictionary<string, string>(Elsewhere, StringComparer.Ordinal)
        {
            ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        },
    };

    /// <summary>Serves a receiver of spans and metrics.</summary>
    public static ChildProgram ReceiverOn(int port) => Of(Receiver, port) with { Variables = Elsewhere };

    /// <summary>Calls the target at a rate, in the plainest way, and prints <see cref="PlainFigures"/>.</summary>
    public static async Task<PlainFigures> CallPlainlyAsync(Server target, int rate, int seconds, CancellationToken cancellationToken)
    {
        var program = Of(Plain, target.Port, Text(rate), Text(seconds));
        var result = await ChildProcess.RunAsync(program, cancellationToken: cancellationToken);
        return result.ExitCode == 0
            ? PlainFigures.Parse(result.Output)
            : throw new ScaleException($"The plain loop failed:\n{result.Error}");
    }

    private static ChildProgram Of(string name, int port, params IReadOnlyList<string> arguments) =>
        new(Environment.ProcessPath!, [Command, name, Text(port), .. arguments]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task ServePubSubAsync(int port, Uri[] instances)
    {
        using var sender = new HttpPushSender();
        var turn = 0u;
        await using var broker = new PubSubBroker(TimeProvider.System, new Random(0), SendAsync);
        await using var server = await PubSubServer.StartAsync(broker, port);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

        Task<int> SendAsync(PushRequest push, CancellationToken cancellationToken)
        {
            if (push.Endpoint.Port != instances[0].Port)
                return sender.SendAsync(push, cancellationToken);
            var instance = instances[Interlocked.Increment(ref turn) % (uint)instances.Length];
            return sender.SendAsync(push with { Endpoint = new Uri(instance, push.Endpoint.PathAndQuery) }, cancellationToken);
        }
    }
}
