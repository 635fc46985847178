using Spectre.Console;

namespace Loadgen.Cli.Steps;

/// <summary>Shows on a terminal what is being done and how far it is, where that takes long; afterwards nothing is left of it.</summary>
/// <param name="console">Standard error; <see langword="null"/> where nobody watches it.</param>
internal sealed class StepDisplay(IAnsiConsole? console, TimeProvider time)
{
    /// <summary>Nobody is told of what is over before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private const int RoomOfSpinner = 4;

    /// <summary>The spinner, the bar, the percentage, and what is between them.</summary>
    private const int RoomOfBar = 52;

    private readonly Lock _gate = new();
    private Step? _shown;
    private CancellationTokenSource? _end;
    private Task _showing = Task.CompletedTask;

    /// <summary>Begins a step. One that begins within another is not shown.</summary>
    /// <param name="what">What is being done, in a few words.</param>
    /// <param name="measure">Tells how much is done, from any thread; otherwise that is counted.</param>
    /// <param name="then">What is being done once all that is counted is done.</param>
    public Step Begin(string what, Unit? unit = null, long? total = null, Func<long>? measure = null, string? then = null)
    {
        lock (_gate)
        {
            var isShown = console is not null && _shown is null;
            var step = new Step(what, isShown ? End : null) { Unit = unit, Total = total, Measure = measure, Then = then };
            if (!isShown)
                return step;
            _shown = step;
            _end = new();
            _showing = ShowAsync(console!, step, _end.Token);
            return step;
        }
    }

    private void End(Step step)
    {
        lock (_gate)
        {
            _end!.Cancel();
            _showing.GetAwaiter().GetResult();
            _end.Dispose();
            _shown = null;
        }
    }

    private async Task ShowAsync(IAnsiConsole terminal, Step step, CancellationToken end)
    {
        if (!await IsStillGoingAsync(Patience, end))
            return;
        ProgressColumn[] columns = [new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }];
        await terminal.Progress()
            .AutoClear(true)
            .AutoRefresh(false)
            .Columns(step.Total is null ? columns : [.. columns, new ProgressBarColumn(), new PercentageColumn()])
            .StartAsync(async context =>
            {
                var task = context.AddTask(TextOf(terminal, step), maxValue: Math.Max(step.Total ?? 1, 1));
                task.IsIndeterminate = step.Total is null;
                do
                {
                    task.Description = TextOf(terminal, step);
                    task.Value = step.Total is null ? 0 : step.Done;
                    context.Refresh();
                }
                while (await IsStillGoingAsync(Frame, end));
            });
    }

    private async Task<bool> IsStillGoingAsync(TimeSpan wait, CancellationToken end)
    {
        await Task.Delay(wait, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !end.IsCancellationRequested;
    }

    private static string TextOf(IAnsiConsole terminal, Step step) =>
        Markup.Escape(step.Text(terminal.Profile.Width - (step.Total is null ? RoomOfSpinner : RoomOfBar)));
}
