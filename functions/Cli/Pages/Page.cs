namespace Loadgen.Cli.Pages;

/// <summary>
/// A page that needs nothing but itself: no network, no script. It follows the reader's choice of light or dark, fits a phone, and prints.
/// It is well-formed XML too.
/// </summary>
internal static class Page
{
    // Text has a contrast of 7 and marks one of 4.5 at least, on either background.
    private const string Style = """
        :root { color-scheme: light dark;
          --paper: #fff; --ink: #1b1f24; --faint: #4c535c; --rule: #d5d9df; --mark: #1a5fa8; --warn: #8a2c0a; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #15181c; --ink: #e8eaed; --faint: #b3bac3; --rule: #3a4048; --mark: #79b4f0; --warn: #ffb38a; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; }
        p { margin: .5rem 0; } .faint, footer, figcaption { color: var(--faint); } footer { margin-top: 2.5rem; font-size: .9rem; }
        .warning { border-left: .3rem solid var(--warn); padding-left: .7rem; color: var(--warn); }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
        dt { color: var(--faint); font-size: .9rem; } dd { margin: 0; font-size: 1.3rem; } dd small { display: block; font-size: .9rem; }
        .pair { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start; }
        figure { margin: 0; }
        .plot { display: grid; grid-template-columns: auto 1fr; gap: .3rem .5rem; margin-top: .8rem;
          font-size: .8rem; color: var(--faint); }
        .plot svg { width: 100%; height: 16rem; display: block; }
        .y { position: relative; min-width: 2rem; } .x { position: relative; grid-column: 2; height: 1.4rem; }
        .y span { position: absolute; right: 0; transform: translateY(50%); white-space: nowrap; line-height: 1; }
        .y i { visibility: hidden; font-style: normal; }
        .x span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
        .grid { stroke: var(--rule); stroke-width: 1; vector-effect: non-scaling-stroke; } .mark { fill: var(--mark); }
        .table { max-height: 20rem; overflow: auto; } .table.long { max-height: none; }
        .table:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--faint); padding-bottom: .3rem; }
        th { text-align: left; font-weight: 600; } thead th { position: sticky; top: 0; background: var(--paper); vertical-align: bottom; }
        th, td { padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        tbody th { white-space: normal; min-width: 8rem; } .n { text-align: right; }
        .bar { width: 20%; } .bar svg { width: 100%; height: .8rem; display: block; }
        @media (max-width: 50rem) { .pair { grid-template-columns: minmax(0, 1fr); } .minor, .bar { display: none; } }
        @media print {
          :root { --paper: #fff; --ink: #000; --faint: #333; --rule: #bbb; --mark: #1a5fa8; --warn: #8a2c0a; }
          .table { max-height: none; overflow: visible; } thead th { position: static; }
          figure, tr, dl { break-inside: avoid; } * { print-color-adjust: exact; }
        }
        """;

    /// <summary>A whole document.</summary>
    /// <param name="title">What the page is about, for its heading and for the browser's tab.</param>
    public static Html Of(string title, Html body) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{title}</title>
        <style>
        {Sheet}
        </style>
        </head>
        <body>
        <h1><bdi>{title}</bdi></h1>
        {body}
        </body>
        </html>

        """);

    private static Html Sheet => Html.Constant(Style);
}
