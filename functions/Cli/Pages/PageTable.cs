namespace Loadgen.Cli.Pages;

/// <summary>A table of a page. A long one is scrolled, also with the keyboard, and is printed whole.</summary>
/// <param name="Caption">What it says.</param>
/// <param name="Columns">Its headings; those of numbers are aligned to the right.</param>
/// <param name="Rows">Cells, the first of which names its row.</param>
internal sealed record PageTable(string Caption, IReadOnlyList<PageColumn> Columns, IEnumerable<IReadOnlyList<Html>> Rows)
{
    /// <summary>Of more columns, paper has room in small letters only.</summary>
    private const int MostColumns = 13;

    /// <summary>Whether it stands by itself, and need not be scrolled.</summary>
    public bool IsWhole { get; init; }

    public Html Draw() => Html.Of($"""
        <div class="{(IsWhole ? "table long" : "table")}" tabindex="0" role="region" aria-label="{Caption}">
        <table{(Columns.Count > MostColumns ? Html.Constant(" class=\"wide\"") : default)}>
        <caption>{Caption}</caption>
        <thead><tr>{Columns.Select(HeadOf)}</tr></thead>
        <tbody>
        {Rows.Select(row => Html.Of($"<tr>{row.Select(CellOf)}</tr>"))}
        </tbody>
        </table>
        </div>
        """);

    private static Html HeadOf(PageColumn column) => Html.Of($"""<th scope="col"{ClassOf(column)}>{column.Name}</th>""");

    private Html CellOf(Html cell, int column) => column == 0
        ? Html.Of($"""<th scope="row"{ClassOf(Columns[column])}>{cell}</th>""")
        : Html.Of($"<td{ClassOf(Columns[column])}>{cell}</td>");

    private static Html ClassOf(PageColumn column) => column.Class.Length == 0 ? default : Html.Of($" class=\"{column.Class}\"");
}

/// <summary>A column of a table.</summary>
/// <param name="Class"><c>n</c> for numbers, <c>name</c> for names, <c>t</c> for sentences, <c>bar</c> for <see cref="Marks.Bar"/>.</param>
internal sealed record PageColumn(string Name, string Class = "");
