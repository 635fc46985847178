using Loadgen.Cli.Watching;

namespace Loadgen.Cli.Tests.Watching;

/// <summary>Another place, which takes note of what is read, and can be cut off.</summary>
internal sealed class RecordedPlace(ILogPlace inner) : ILogPlace
{
    private readonly List<(string Log, long From, int Count)> _reads = [];

    public bool IsCutOff { get; set; }

    public int Looks { get; private set; }

    /// <summary>The parts of logs that were read: the file's name, from where, how much.</summary>
    public IReadOnlyList<(string Log, long From, int Count)> Reads => [.. _reads];

    public string Name => "the place";

    public bool IsOneLog => inner.IsOneLog;

    public TimeSpan Pause => inner.Pause;

    public TimeSpan LongPause => inner.LongPause;

    public bool IsOnMachineClock => inner.IsOnMachineClock;

    public Task<IReadOnlyList<LogState>> ListAsync(CancellationToken cancellationToken)
    {
        Looks++;
        return IsCutOff ? throw new UsageException("the place: nobody answers.") : inner.ListAsync(cancellationToken);
    }

    public Task<LogState> LookAsync(LogState log, CancellationToken cancellationToken) => inner.LookAsync(log, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ReadAsync(LogState log, long from, int count, CancellationToken cancellationToken)
    {
        _reads.Add((Path.GetFileName(log.Name), from, count));
        return inner.ReadAsync(log, from, count, cancellationToken);
    }

    public Task<ReadOnlyMemory<byte>?> FindStateAsync(string name, CancellationToken cancellationToken) =>
        inner.FindStateAsync(name, cancellationToken);

    public Task<IReadOnlyList<string>?> ListStateAsync(string prefix, CancellationToken cancellationToken) =>
        inner.ListStateAsync(prefix, cancellationToken);

    public void Dispose() => inner.Dispose();
}
