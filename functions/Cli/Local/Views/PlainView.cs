using Loadgen.Cli.Local.Progress;
using Loadgen.Clocks;

namespace Loadgen.Cli.Local.Views;

/// <summary>A line for every call that begins or ends, for logs and pipes; of many events, one a minute for all of them.</summary>
internal sealed class PlainView(TextWriter output)
{
    /// <summary>The most events that have lines of their own.</summary>
    private const int MostEvents = 100;

    /// <summary>Shows what happens until nothing more will.</summary>
    public async Task ShowAsync(EventBoard board)
    {
        var told = "";
        await foreach (var change in board.Changes.ReadAllAsync())
        {
            if (change.Text is { } said)
            {
                output.WriteLine($"{Time(board)}  {said}");
            }
            else if (change.Event is { } progress && board.Count <= MostEvents)
            {
                if (EventText.OfChange(progress, progress.Run.LabelAmong(board.Runs)) is { } text)
                    output.WriteLine($"{Time(board)}  {text}");
            }
            else if (change.Event is { Stage: EventStage.Calling or EventStage.Done } && MinuteOf(board) is var minute && minute != told)
            {
                told = minute;
                output.WriteLine($"{Time(board)}  {board.Summary}");
            }
        }

        if (board.Count > MostEvents)
            output.WriteLine($"{Time(board)}  {board.Summary}");
    }

    private static string MinuteOf(EventBoard board) => Time(board)[..5];

    private static string Time(EventBoard board) => board.Clock is { } clock ? Instant.ToMilliseconds(clock.GetUtcNow())[11..] : "";
}
