using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Loadgen.Analysis.Costs;

namespace Loadgen.Analysis.Tests.Costs;

/// <summary>The figures of terraform/prices.md, which names the page of each, are those that are counted with.</summary>
public sealed class PriceListTests
{
    private const double Million = 1_000_000;
    private const double GiB = 1 << 30;
    private const double TiB = GiB * 1024;

    public static TheoryData<double, double, string> Prices => new()
    {
        { PriceList.FunctionCpu, 1, "services and functions # a vCPU-second" },
        { PriceList.FunctionMemory, 1, "a vCPU-second, # a GiB-second" },
        { PriceList.Request, Million, "# a million requests" },
        { PriceList.JobCpu, 1, "jobs # and" },
        { PriceList.JobMemory, 1, "jobs 0.000018 and #;" },
        { PriceList.FreeFunctionCpu, 1, "free: #, 360,000, 2 million" },
        { PriceList.FreeFunctionMemory, 1, "free: 180,000, #, 2 million" },
        { PriceList.FreeJobCpu, 1, "2 million; #, 450,000" },
        { PriceList.FreeJobMemory, 1, "2 million; 240,000, #" },
        { PriceList.Write, 1000, "# a thousand class A" },
        { PriceList.Read, 1000, "# a thousand class B" },
        { PriceList.PubSubByte, TiB, "# a TiB of messages" },
        { PriceList.LoggedByte, GiB, "# a GiB, 50 GiB a project free" },
    };

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_price_is_the_tables(double price, double units, string words) =>
        Assert.Equal(NumberIn(Document(), words), price * units, tolerance: 1e-9);

    [Fact]
    public void The_table_is_of_the_day_that_the_list_names() =>
        Assert.Contains("Prices as of 2026-11-22", Document(), StringComparison.Ordinal);

    internal static string Document([CallerFilePath] string self = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(self)!, "..", "..", "..", "terraform", "prices.md"));

    /// <summary>The number in the place of <c>#</c>.</summary>
    internal static double NumberIn(string text, string words)
    {
        var pattern = Regex.Escape(words).Replace(@"\#", @"([\d.,]*\d)", StringComparison.Ordinal);
        var found = Assert.Single(Regex.Matches(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))).Groups[1].Value;
        return double.Parse(found, NumberStyles.Number, CultureInfo.InvariantCulture);
    }
}
