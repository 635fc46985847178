using System.Globalization;

namespace Loadgen.Benchmarks;

/// <summary>Measured values, and their statistics.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Median => Quantile(0.5);

    public double P99 => Quantile(0.99);

    public double Least => _sorted[0];

    public static void Title(string title) => Console.WriteLine($"\n{title}");

    /// <summary>Prints this and its baseline, and the ratio of the medians and of the 99th percentiles.</summary>
    public void PrintAgainst(string name, Samples baseline, string baselineName, string unit)
    {
        Print(name, unit);
        baseline.Print(baselineName, unit);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {"ratio",-44} median {Median / baseline.Median,10:F3}     p99 {P99 / baseline.P99,10:F3}"));
    }

    public void Print(string name, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {name,-44} median {Median,10:F3} {unit}  p99 {P99,10:F3} {unit}  least {Least,8:F3} {unit}  n {_sorted.Length}"));

    private double Quantile(double q) => _sorted[(int)Math.Ceiling(q * (_sorted.Length - 1))];
}
