namespace Loadgen.Cli.Pages;

/// <summary>
/// A page that needs nothing but itself: no network, no script. It follows the reader's choice of light or dark, fits a phone, and prints.
/// It is well-formed XML too.
/// </summary>
internal static class Page
{
    /// <summary>A whole document.</summary>
    /// <param name="title">What the page is about, for its heading and for the browser's tab.</param>
    /// <param name="sections">What a long page consists of: the ID and the name of each section of the body.</param>
    public static Html Of(string title, Html body, params IReadOnlyList<(string Id, string Name)> sections) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{title}</title>
        <style>
        {Html.Constant(PageStyle.Sheet)}
        </style>
        </head>
        <body>
        {(sections.Count == 0 ? default : Html.Constant("""<a class="skip" href="#content">To the content</a>"""))}
        <header>
        <h1><bdi>{title}</bdi></h1>
        {(sections.Count == 0 ? default : Contents(sections))}
        </header>
        <main id="content">
        {body}
        </main>
        </body>
        </html>

        """);

    private static Html Contents(IReadOnlyList<(string Id, string Name)> sections) => Html.Of($"""
        <nav aria-label="Contents"><ul>
        {sections.Select(section => Html.Of($"""<li><a href="#{section.Id}">{section.Name}</a></li>"""))}
        </ul></nav>
        """);
}
