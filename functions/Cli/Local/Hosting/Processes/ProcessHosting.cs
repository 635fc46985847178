using System.Collections.Concurrent;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Cli.Local.Views;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Configuration;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>Each function a process of its own. All of them are on the machine's clock until the trace's begins.</summary>
internal sealed class ProcessHosting : ILocalHosting
{
    private readonly ConcurrentQueue<Task<LocalProcess>> _processes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly UpOptions _options;
    private readonly Shell _shell;
    private readonly StartPubSub _startPubSub;
    private ProcessLogs? _logs;
    private Action<string>? _say;
    private SharedClock? _begun;

    /// <summary>Starts nothing yet.</summary>
    /// <exception cref="UsageException">The emulator is missing.</exception>
    public ProcessHosting(UpOptions options, Shell shell)
    {
        _options = options;
        _shell = shell;
        _startPubSub = PubSubChoice.Of(options.PubSub, shell);
        Clock = options.Speed is null ? shell.Time : new AwaitedClock(shell.Time, () => Volatile.Read(ref _begun));
        View = new(shell, Clock);
    }

    public TimeProvider Clock { get; }

    public double Speed => _options.Speed ?? 1;

    public Task Failure => Task.WhenAny(_processes.Select(FailureOfAsync)).Unwrap();

    /// <summary>Where the operator sees what happens.</summary>
    public UpView View { get; }

    public void Say(string message) => _say!(message);

    public IReadOnlyDictionary<string, string?> VariablesIn(RehearsalFolder folder) =>
        new Dictionary<string, string?> { [ClockSetting.Variable] = _options.Speed is null ? null : folder.Clock };

    public Task<ILocalPubSub> StartPubSubAsync(RehearsalFolder folder, CancellationToken cancellationToken)
    {
        _logs = new(_shell, View, folder.Logs, _options.IsVerbose);
        _say = _logs.Open("loadgen");
        return _startPubSub(Clock, folder, name => _logs.Open(name), cancellationToken);
    }

    /// <summary>Begins the trace's clock, here and in every process, shortly before the hour.</summary>
    /// <returns><see langword="null"/> where the machine's clock is the trace's.</returns>
    public SharedClock? BeginClock(RehearsalFolder folder)
    {
        if (_options.Speed is not { } speed)
            return null;
        var begun = new SharedClock(_shell.Time.GetUtcNow(), TickSchedule.BeginningBefore(_options.Hour, speed), speed);
        // Whole or not there: a process may look at any moment.
        var partial = $"{folder.Clock}.partial";
        File.WriteAllText(partial, begun.ToString());
        File.Move(partial, folder.Clock);
        Volatile.Write(ref _begun, begun);
        return begun;
    }

    public async Task<Uri> StartAsync(LocalFunction function, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var program = new FunctionProgram(function.Type);
        var starting = LocalProcess.StartAsync(
            function.Name,
            port => program.On(port, function.Variables),
            _logs!.Open(function.Name, function.Lines),
            _shell.Time,
            either.Token);
        _processes.Enqueue(starting);
        return (await starting).Address;
    }

    public async Task StopFunctionsAsync()
    {
        await _stop.CancelAsync();
        var ending = new List<Task>();
        while (_processes.TryDequeue(out var process))
            ending.Add(EndAsync(process));
        await Task.WhenAll(ending);
    }

    public async ValueTask DisposeAsync()
    {
        await StopFunctionsAsync();
        _logs?.Dispose();
        _stop.Dispose();
    }

    private static async Task FailureOfAsync(Task<LocalProcess> started) => await (await started).Failure.Task;

    /// <summary>Ends a process, also one that is still starting. One that did not start has been ended.</summary>
    private static async Task EndAsync(Task<LocalProcess> starting)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting.IsCompletedSuccessfully)
            await (await starting).DisposeAsync();
    }
}

/// <summary>Starts a Pub/Sub.</summary>
/// <param name="clock">The trace's clock.</param>
/// <param name="openLog">Opens the log of a process by its name.</param>
internal delegate Task<ILocalPubSub> StartPubSub(
    TimeProvider clock, RehearsalFolder folder, Func<string, Action<string>> openLog, CancellationToken cancellationToken);
