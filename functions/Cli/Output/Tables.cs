using Spectre.Console;

namespace Loadgen.Cli.Output;

/// <summary>What all tables have in common.</summary>
internal static class Tables
{
    /// <summary>A table with lines for a person's eye, and without any where something else reads it.</summary>
    public static Table New(Shell shell, params IEnumerable<string> columns)
    {
        var table = new Table().Border(shell.IsLive ? TableBorder.Rounded : TableBorder.None).BorderColor(Color.Grey);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Markup($"[bold]{Markup.Escape(column)}[/]")));
        return table;
    }
}
