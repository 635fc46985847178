using Loadgen.Analysis.Verification;
using Loadgen.Clocks;
using Loadgen.Records;

namespace Loadgen.Cli.Watching;

/// <summary>A run's clock as its log tells it: the machine's, or that of a rehearsal, which goes on from the last line.</summary>
internal sealed class FollowedClock(TimeProvider machine) : TimeProvider, IRehearsalClock
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _lastWritten;
    private DateTimeOffset _changedAt = machine.GetUtcNow();
    private StartSettings? _settings;
    private ClockKind _kind = ClockKind.Machine;

    /// <inheritdoc/>
    public ClockKind Kind
    {
        get
        {
            lock (_gate)
                return _kind;
        }
    }

    /// <summary>The present; <see langword="null"/> where the run is over, whatever its log lacks.</summary>
    public DateTimeOffset? Now
    {
        get
        {
            lock (_gate)
                return RunClock.Now(_kind, _lastWritten, _settings, new(machine.GetUtcNow(), _changedAt));
        }
    }

    /// <summary>A line of the run was read.</summary>
    /// <param name="changedAt">Since when it has been in the log, by the machine's clock.</param>
    public void Take(RunEntry line, DateTimeOffset changedAt)
    {
        lock (_gate)
        {
            _kind = RunClock.Of([_kind, line.Clock]);
            _settings ??= (line as StartEntry)?.Settings;
            if (!(line.WrittenAt <= _lastWritten))
                _lastWritten = line.WrittenAt;
            _changedAt = changedAt;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return Now ?? _lastWritten ?? machine.GetUtcNow();
    }
}
