namespace Loadgen.Analysis.Figures;

/// <summary>Which share of values is no larger than each: the quantiles that are drawn, and those that a table has.</summary>
internal sealed record Ecdf(string Approach, long Count, double[] Quantiles)
{
    private static readonly (string Name, int Percent)[] Told =
        [("least", 0), ("5%", 5), ("25%", 25), ("50%", 50), ("75%", 75), ("90%", 90), ("95%", 95), ("99%", 99), ("most", 100)];

    /// <summary>
    /// The steps of a query that reads them: its columns are the approach, how many values there are, and the quantiles. DuckDB wants the
    /// shares as constants.
    /// </summary>
    public static string Shares { get; } = $"list_transform(range(0, {FigureContext.MostPoints + 1}), i -> i / {FigureContext.MostPoints})";

    public double Of(int percent) => Quantiles[percent * FigureContext.MostPoints / 100];

    /// <summary>The curve.</summary>
    /// <param name="least">What a logarithm can be taken of: smaller values are drawn there.</param>
    public FigureSeries Draw(FigureContext context, double least) => new(
        FigureContext.NameOf(Approach),
        context.StyleOf(Approach),
        [
            .. Quantiles.Select((value, i) => new FigurePoint(Math.Max(value, least), (double)i / FigureContext.MostPoints)),
        ]);

    /// <summary>The values of some quantiles, approach by approach.</summary>
    public static FigureTable TableOf(IEnumerable<Ecdf> curves, string count) => new(
        ["approach", count, .. Told.Select(told => $"{told.Name} (ms)")],
        [
            .. curves.Select(curve => (IReadOnlyList<object?>)
                [curve.Approach, curve.Count, .. Told.Select(told => (object?)curve.Of(told.Percent))]),
        ]);
}
