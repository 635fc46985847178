using System.Runtime.InteropServices;
using Loadgen.Cli.Commands;

namespace Loadgen.Cli.Tests.Commands;

public sealed class StopSignalsTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM, PosixSignal.SIGINT)]
    public void The_first_signal_ends_the_command_and_a_second_one_is_the_systems(PosixSignal one, PosixSignal other)
    {
        using var signals = new StopSignals();
        var first = new PosixSignalContext(one);
        var second = new PosixSignalContext(other);

        signals.Take(first);
        Assert.True(signals.Token.IsCancellationRequested);
        signals.Take(second);

        // A signal that nobody cancels ends the process.
        Assert.Equal((true, false), (first.Cancel, second.Cancel));
    }
}
