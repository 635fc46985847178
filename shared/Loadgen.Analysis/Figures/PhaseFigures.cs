using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Figures;

/// <summary>What a round trip consists of.</summary>
internal static class PhaseFigures
{
    private static readonly (string Name, Func<CallPhases, double?> Of)[] Parts =
    [
        ("name", phases => phases.Dns),
        ("connection", phases => phases.Connect),
        ("TLS", phases => phases.Tls),
        ("wait", phases => phases.FirstByte),
        ("body", phases => phases.Download),
    ];

    public static IEnumerable<Figure> Of(FigureContext context)
    {
        var results = context.Report.Functions
            .Where(result => Parts.Any(part => part.Of(result.Phases) > 0))
            .ToLookup(result => result.Function);
        return context.Functions.Where(results.Contains).Select((function, i) =>
            FigureOf(context, function, [.. results[function].OrderBy(result => context.StyleOf(result.Approach.Label))]) with
            {
                Note = i == 0 ? $"Medians of each part: their sum need not be the median of the whole. {context.Others}".TrimEnd() : "",
            });
    }

    private static StackedFigure FigureOf(FigureContext context, string function, List<FunctionResult> results)
    {
        var told = results.Select(result => $"{result.Approach.Label}: {string.Join(", ", Parts
            .Where(part => part.Of(result.Phases) is not null)
            .Select(part => $"{part.Name} {Quantity.Of(part.Of(result.Phases)!.Value)} ms"))}");
        return new(
            context.IdOf("parts", function),
            FigureContext.NameOf(function),
            $"What a round trip consists of. {string.Join("; ", told)}.")
        {
            Topic = "What a round trip consists of",
            Horizontal = new("median of each part (ms)"),
            Parts = [.. Parts.Select(part => part.Name)],
            Bars =
            [
                .. results.Select(result => new FigureBar(
                    FigureContext.NameOf(result.Approach.Label), [.. Parts.Select(part => part.Of(result.Phases) ?? 0)])),
            ],
            Table = new(
                ["approach", .. Parts.Select(part => $"{part.Name} (ms)")],
                [
                    .. results.Select(result => (IReadOnlyList<object?>)
                        [result.Approach.Label, .. Parts.Select(part => (object?)part.Of(result.Phases))]),
                ]),
        };
    }
}
