using Loadgen.Cli.Local.Progress;
using Loadgen.Clocks;

namespace Loadgen.Cli.Local.Views;

/// <summary>A line for every call that begins or ends, for logs and pipes.</summary>
internal sealed class PlainView(TextWriter output)
{
    /// <summary>Shows what happens until nothing more will.</summary>
    public async Task ShowAsync(RehearsalBoard board)
    {
        var isBegun = false;
        await foreach (var change in board.Changes.ReadAllAsync())
        {
            if (!isBegun)
                output.WriteLine($"{Time(board)}  tick published for {board.Hour}; {board.Length}");
            isBegun = true;
            if (EventText.OfChange(change) is { } text)
                output.WriteLine($"{Time(board)}  {text}");
        }
    }

    private static string Time(RehearsalBoard board) => board.Clock is { } clock ? Instant.ToMilliseconds(clock.GetUtcNow())[11..] : "";
}
