using Loadgen.Analysis.Measurements;
using Loadgen.Analysis.Requirements;
using Loadgen.Calls;

namespace Loadgen.Analysis.Tests.Requirements;

public sealed class RequirementTests
{
    /// <summary>Ten events of <c>f</c> with lags of 1 to 10 ms and latencies of 100 to 1,000; of <c>g</c> three without.</summary>
    private static readonly IReadOnlyList<Measurement> Measurements =
    [
        .. Enumerable.Range(1, 10).Select(i => new Measurement(
            "f", i == 10 ? Outcome.Timeout : Outcome.Ok, TimeSpan.FromMilliseconds(i), 100 * i)),
        new("g", Outcome.Unknown, null, null),
        new("g", Outcome.NotRouted, null, null),
        new("g", null, null, null),
    ];

    private static RequirementResult Judge(string text) => RequirementParser.TryParse(text, out var requirement, out var problem)
        ? RequirementResult.Of(requirement, Measurements)
        : throw new InvalidOperationException(problem);

    [Theory]
    [InlineData("ok >= 9", true, 9, "a number of events")]
    [InlineData("ok > 9", false, 9, "more than that")]
    [InlineData("ok(f) >= 90%", true, 90, "a share of a function's events")]
    [InlineData("ok(f) > 90%", false, 90, "more than that")]
    [InlineData("ok(g) >= 1%", false, 0, "events without a line count too")]
    [InlineData("unknown(g) < 34%", true, 33.333333, "of three")]
    [InlineData("timeout == 0", false, 1, "one is one too many")]
    [InlineData("http_error==0", true, 0, "without spaces")]
    [InlineData("lag.p99 <= 10ms", true, 10, "the greatest of ten")]
    [InlineData("lag.p90 < 9ms", false, 9, "nine of ten")]
    [InlineData(" lag.median <= 5 ms ", true, 5, "half of them")]
    [InlineData("lag.max <= 0.01s", true, 0.01, "in seconds")]
    [InlineData("latency.mean <= 0.55s", true, 0.55, "the sum by their number")]
    [InlineData("latency.p99.9(f) <= 999ms", false, 1000, "a function's")]
    [InlineData("latency.p50 (f) <= 500ms", true, 500, "a space before the function")]
    public void What_is_required_is_held_against_all_events(string text, bool passed, double found, string reason)
    {
        var result = Judge(text);

        Assert.True((passed, (decimal)found) == (result.Passed, Math.Round(result.Found!.Value, 6)), $"{reason}: {result}");
    }

    [Theory]
    [InlineData("ok(h) >= 0", "no events of this function; there are f, g")]
    [InlineData("lag.max(g) <= 1s", "no measurements")]
    [InlineData("latency.mean(g) >= 0ms", "no measurements")]
    public void A_requirement_about_nothing_is_not_met_and_says_why(string text, string why)
    {
        var result = Judge(text);

        Assert.Equal((false, null, why), (result.Passed, result.Found, result.Details));
    }

    [Fact]
    public void Nor_is_one_about_no_events_at_all()
    {
        Assert.True(RequirementParser.TryParse("ok >= 0%", out var requirement, out _));

        Assert.Equal((false, "no events"), (RequirementResult.Of(requirement, []).Passed, RequirementResult.Of(requirement, []).Details));
    }

    [Fact]
    public void No_latencies_are_too_great_for_a_mean()
    {
        Assert.True(RequirementParser.TryParse("latency.mean <= 1s", out var requirement, out _));
        var greatest = new Measurement("f", Outcome.Ok, null, decimal.MaxValue);

        Assert.False(RequirementResult.Of(requirement, [greatest, greatest, greatest]).Passed);
    }

    [Theory]
    [InlineData("", "found ''; allowed: a metric, perhaps a function, one of <=, <, >=, >, ==, and a value, as in 'ok >= 99%', ")]
    [InlineData("ok 99%", "found 'ok 99%'; allowed: a metric, ")]
    [InlineData("ok => 99%", "found 'ok => 99%'; allowed: a metric, ")]
    [InlineData("okay >= 9", "'okay >= 9': found the metric 'okay'; allowed: lag, latency, ok, http_error, dispatch_failed, ")]
    [InlineData("ok.p99 >= 9", "'ok.p99 >= 9': found the statistic 'p99'; allowed: none, since ok is counted")]
    [InlineData("ok >= 9ms", "'ok >= 9ms': found the unit 'ms'; allowed: % or none, since ok is counted")]
    [InlineData("lag <= 9ms", "'lag <= 9ms': found no statistic; allowed, as in lag.p99: p50, p95, p99.9 and the like, median, mean, max")]
    [InlineData("lag.p0 <= 9ms", "'lag.p0 <= 9ms': found the statistic 'p0'; allowed, as in lag.p99: ")]
    [InlineData("latency.p101 <= 9ms", "'latency.p101 <= 9ms': found the statistic 'p101'; allowed, as in latency.p99: ")]
    [InlineData("lag.max <= 9", "'lag.max <= 9': found no unit; allowed: ms, s")]
    [InlineData("lag.max <= 9%", "'lag.max <= 9%': found the unit '%'; allowed: ms, s")]
    [InlineData("lag.max <= 9.9.9ms", "'lag.max <= 9.9.9ms': found the value '9.9.9'; allowed: a number")]
    public void What_is_no_requirement_is_told_with_what_is_allowed(string text, string expected)
    {
        Assert.False(RequirementParser.TryParse(text, out _, out var problem));

        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }
}
