using Loadgen.Cli.Local.Progress;
using Loadgen.Clocks;

namespace Loadgen.Cli.Local.Views;

/// <summary>A line for every call that begins or ends, for logs and pipes; of many events, one a minute for all of them.</summary>
internal sealed class PlainView(TextWriter output)
{
    /// <summary>The most events that have lines of their own.</summary>
    private const int MostEvents = 100;

    /// <summary>Shows what happens until nothing more will.</summary>
    public async Task ShowAsync(RehearsalBoard board)
    {
        var isBegun = false;
        var told = "";
        await foreach (var change in board.Changes.ReadAllAsync())
        {
            if (!isBegun)
                output.WriteLine($"{Time(board)}  tick published for {board.Hour}; {board.Length}");
            isBegun = true;
            if (board.Count <= MostEvents)
            {
                if (EventText.OfChange(change) is { } text)
                    output.WriteLine($"{Time(board)}  {text}");
            }
            else if (change.Stage is not EventStage.Planned && MinuteOf(board) is var minute && minute != told)
            {
                told = minute;
                output.WriteLine($"{Time(board)}  {board.Summary}");
            }
        }

        if (!isBegun && board.Hour is { } hour)
            output.WriteLine($"{Time(board)}  tick published for {hour}; {board.Length}");
        if (board.Count > MostEvents)
            output.WriteLine($"{Time(board)}  {board.Summary}");
    }

    private static string MinuteOf(RehearsalBoard board) => Time(board)[..5];

    private static string Time(RehearsalBoard board) => board.Clock is { } clock ? Instant.ToMilliseconds(clock.GetUtcNow())[11..] : "";
}
