using Loadgen.Analysis.Figures;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>The pictures of a report, topic by topic.</summary>
internal static class PicturesBlock
{
    public static Html Of(IReadOnlyList<Figure> figures) => Html.Of($"{figures.GroupBy(figure => figure.Topic).Select(TopicOf)}");

    private static Html TopicOf(IGrouping<string, Figure> topic) => Html.Of($"""
        <h3>{topic.Key}</h3>
        {topic.Where(figure => figure.Note.Length > 0).Select(figure => Html.Of($"""<p class="faint">{figure.Note}</p>"""))}
        <div class="gallery">
        {topic.Select(FigurePlots.Of)}
        </div>
        """);
}
