namespace Loadgen.Cli.Pages;

/// <summary>How a page looks: in light, in the dark, on a phone and on paper.</summary>
internal static class PageStyle
{
    // Text has a contrast of 7 and marks one of 4.5 at least, on either background;
    // series have 3, and differ in their dashes and marks too:
    // s0–s5. Parts of bars, p0–p4, differ in their lightness, and have an outline.
    public const string Sheet = """
        :root { color-scheme: light dark;
          --paper: #fff; --ink: #1b1f24; --faint: #4c535c; --rule: #d5d9df; --mark: #1a5fa8; --warn: #8a2c0a;
          --s0: #0072b2; --s1: #c44601; --s2: #00795a; --s3: #aa3377; --s4: #1b1f24; --s5: #7a6200; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #15181c; --ink: #e8eaed; --faint: #b3bac3; --rule: #3a4048; --mark: #79b4f0; --warn: #ffb38a;
          --s0: #56b4e9; --s1: #ff9a56; --s2: #35c49c; --s3: #ee99c8; --s4: #e8eaed; --s5: #f0e442; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; } h3 { margin: 2rem 0 .3rem; font-size: 1rem; }
        p { margin: .5rem 0; } .faint, footer, figcaption { color: var(--faint); } footer { margin-top: 2.5rem; font-size: .9rem; }
        code { font-size: .95em; } a { color: var(--mark); }
        a:focus-visible, summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
        .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .3rem; padding: .3rem .6rem; background: var(--paper); }
        nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .7rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
        main ul.plain { margin: .5rem 0; padding-left: 1.2rem; }
        .warning { border-left: .3rem solid var(--warn); padding-left: .7rem; color: var(--warn); }
        .limit { border-left: .3rem solid var(--rule); padding-left: .7rem; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
        dt { color: var(--faint); font-size: .9rem; } dd { margin: 0; font-size: 1.3rem; } dd small { display: block; font-size: .9rem; }
        .pair { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start; }
        .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 2rem 2.5rem;
        align-items: start;
          margin-top: 1rem; }
        figure { margin: 0; min-width: 0; } .gallery > :only-child { grid-column: 1 / -1; }
        .gallery figcaption { color: var(--ink); font-weight: 600; font-size: .9rem; }
        .plot { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .3rem .5rem; margin-top: .8rem;
          font-size: .8rem; color: var(--faint); }
        .plot svg { width: 100%; height: 16rem; display: block; overflow: visible; }
        .plot.rows { grid-template-columns: fit-content(11rem) minmax(0, 1fr); } .rows .y { min-width: 0; overflow: hidden; }
        .y { position: relative; min-width: 2rem; } .x { position: relative; grid-column: 2; height: 1.4rem; }
        .y span { position: absolute; right: 0; transform: translateY(50%); white-space: nowrap; line-height: 1; }
        .y i { visibility: hidden; font-style: normal; white-space: nowrap; }
        .y b { position: absolute; inset-inline: 0; display: flex; align-items: center; justify-content: end; overflow: hidden;
          font-weight: 400; line-height: 1.1; text-align: right; }
        .x span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
        .x .first { transform: none; } .x .last { transform: translateX(-100%); }
        .x-label { grid-column: 2; text-align: center; } .y-label { margin-top: .5rem; font-size: .8rem; color: var(--faint); }
        .y-label + .plot { margin-top: .6rem; }
        .legend { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: .3rem 0 0; padding: 0; list-style: none; font-size: .85rem; }
        .legend li { display: flex; gap: .4rem; align-items: center; min-width: 0; }
        .legend svg { flex: none; width: 40px; height: 10px; overflow: visible; }
        .grid { stroke: var(--rule); stroke-width: 1; vector-effect: non-scaling-stroke; } .mark { fill: var(--mark); }
        .reference { stroke: var(--ink); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
        .line, .dot, .hole, .whisker { fill: none; vector-effect: non-scaling-stroke; stroke: var(--s); } .line { stroke-width: 2; }
        .whisker { stroke-width: 2; } .dot, .hole { stroke-linecap: round; } .hole { stroke: var(--paper); }
        .band { fill: var(--s); opacity: .16; }
        .s0 { --s: var(--s0); } .s1 { --s: var(--s1); } .s2 { --s: var(--s2); } .s3 { --s: var(--s3); } .s4 { --s: var(--s4); }
        .s5 { --s: var(--s5); } .dot.s1, .dot.s3, .hole.s3, .dot.s5, .hole.s5 { stroke-linecap: square; }
        .line.s1 { stroke-dasharray: 7 3; } .line.s2 { stroke-dasharray: 2 3; } .line.s3 { stroke-dasharray: 10 3 2 3; }
        .line.s4 { stroke-dasharray: 14 4; } .line.s5 { stroke-dasharray: 4 2 1 2; }
        .part { stroke: var(--ink); stroke-width: 1; vector-effect: non-scaling-stroke; }
        .p0 { fill: #0b3c6f; } .p1 { fill: #2f74b5; } .p2 { fill: #7db0dc; } .p3 { fill: #c3dcf0; } .p4 { fill: #fff; }
        details { margin-top: .5rem; } summary { cursor: pointer; color: var(--faint); font-size: .9rem; }
        .table { max-height: 20rem; overflow: auto; } p + .table, .table + .table, ul + .table { margin-top: 1rem; }
        .table.long { max-height: none; }
        .table:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--faint); padding-bottom: .3rem; }
        th { text-align: left; font-weight: 600; } thead th { position: sticky; top: 0; background: var(--paper); vertical-align: bottom; }
        th, td { padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--rule); white-space: nowrap; vertical-align: top; }
        tbody th { white-space: normal; min-width: 8rem; } tbody .name { min-width: 14rem; } .n { text-align: right; }
        td.t { white-space: normal; min-width: 12rem; }
        .bar { width: 20%; } .bar svg { width: 100%; height: .8rem; display: block; }
        @media (max-width: 50rem) {
          .pair { grid-template-columns: minmax(0, 1fr); } .minor, .bar { display: none; }
          .plot.rows { grid-template-columns: fit-content(7rem) minmax(0, 1fr); } tbody .name { min-width: 8rem; }
        }
        @media print {
          :root { --paper: #fff; --ink: #000; --faint: #333; --rule: #bbb; --mark: #1a5fa8; --warn: #8a2c0a;
          --s0: #0072b2; --s1: #c44601; --s2: #00795a; --s3: #aa3377; --s4: #000; --s5: #7a6200; }
          .table { max-height: none; overflow: visible; } thead th { position: static; }
          details::details-content { content-visibility: visible; display: block; height: auto; } nav, .skip, summary { display: none; }
          table { font-size: .7rem; } table.wide { font-size: .5rem; } .gallery { display: block; } .plot svg { height: 11rem; }
          th, td, td.t { white-space: normal; min-width: 0; padding-right: .5rem; overflow-wrap: break-word; }
          tbody th, td.t, caption { overflow-wrap: anywhere; } tbody th, tbody .name { min-width: 6rem; } figure { margin-bottom: 1.5rem; }
          h2, h3, figcaption, .legend, .y-label { break-after: avoid; } .plot, tr, dl { break-inside: avoid; }
          * { print-color-adjust: exact; }
        }
        """;
}
