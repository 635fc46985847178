using Loadgen.Clocks;
using Spectre.Console;

namespace Loadgen.Cli.Local.Views;

/// <summary>A wait that says how long it still is: on one line that moves, or on one line once where nobody watches.</summary>
internal static class Countdown
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits for an instant of a clock.</summary>
    /// <param name="text">The line, given how long the wait still is.</param>
    public static Task WaitAsync(
        Shell shell, TimeProvider clock, DateTimeOffset moment, Func<TimeSpan, string> text, CancellationToken cancellationToken)
    {
        if (shell.IsLive)
            return shell.Console.Live(new Text("")).AutoClear(true).StartAsync(ShowAsync);

        shell.Out.WriteLine(text(moment - clock.GetUtcNow()));
        return clock.DelayUntilAsync(moment, cancellationToken);

        async Task ShowAsync(LiveDisplayContext line)
        {
            for (var left = moment - clock.GetUtcNow(); left > TimeSpan.Zero; left = moment - clock.GetUtcNow())
            {
                line.UpdateTarget(new Text(text(left)));
                await clock.DelayUntilAsync(clock.GetUtcNow() + (left < Frame ? left : Frame), cancellationToken);
            }
        }
    }
}
