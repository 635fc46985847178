using Loadgen.Cli.Local.PubSub;

namespace Loadgen.Cli.Local.Hosting;

/// <summary>Where the functions of a local cloud run: all of them in this process, or each in one of its own.</summary>
internal interface ILocalHosting : IAsyncDisposable
{
    /// <summary>The trace's clock.</summary>
    TimeProvider Clock { get; }

    /// <summary>Seconds of the trace in a second of the machine, for who has only the machine's clock.</summary>
    double Speed { get; }

    /// <summary>Fails when a function cannot be kept alive; otherwise never done.</summary>
    Task Failure { get; }

    /// <summary>Tells the operator something about the local cloud.</summary>
    void Say(string message);

    /// <summary>The variables that tell other programs of the clock.</summary>
    IReadOnlyDictionary<string, string?> VariablesIn(RehearsalFolder folder);

    /// <summary>Starts the Pub/Sub that fits. Comes before all functions.</summary>
    /// <param name="folder">Where logs lie.</param>
    /// <exception cref="LocalCloudException">It does not start.</exception>
    Task<ILocalPubSub> StartPubSubAsync(RehearsalFolder folder, CancellationToken cancellationToken);

    /// <summary>Starts a function.</summary>
    /// <returns>Where it listens, which it does: <c>http://127.0.0.1:port/</c>.</returns>
    /// <exception cref="LocalCloudException">It does not start.</exception>
    Task<Uri> StartAsync(LocalFunction function, CancellationToken cancellationToken);

    /// <summary>Stops the functions: what they hold is nacked, calls in flight are finished or given up.</summary>
    Task StopFunctionsAsync();
}
