using Spectre.Console;

namespace Loadgen.Cli.Output;

/// <summary>What all tables have in common.</summary>
internal static class Tables
{
    // Below it, the widest table needs every column.
    private const int RoomyWidth = 115;

    /// <summary>Whether there is room for every column.</summary>
    public static bool IsRoomy(Shell shell) => shell.Console.Profile.Width >= RoomyWidth;

    /// <summary>A table without lines: it fits into 100 columns, and is as readable in a file.</summary>
    public static Table New(Shell shell, params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.None);
        var gap = IsRoomy(shell) ? 2 : 1;
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Markup($"[bold]{Markup.Escape(column)}[/]")).Padding(0, 0, gap, 0));
        return table;
    }

    /// <summary>The same table, with no cell on more than one line.</summary>
    public static Table NoWrap(this Table table)
    {
        foreach (var column in table.Columns)
            column.NoWrap();
        return table;
    }
}
