using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>A table of the report: a short one stands whole, a long one is scrolled.</summary>
internal static class ReportTable
{
    private const int MostWhole = 24;

    public static Html Of(string caption, IReadOnlyList<PageColumn> columns, IEnumerable<IReadOnlyList<Html>> rows)
    {
        IReadOnlyList<Html>[] all = [.. rows];
        return new PageTable(caption, columns, all) { IsWhole = all.Length <= MostWhole }.Draw();
    }
}
