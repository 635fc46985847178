using FsCheck.Xunit;
using Loadgen.Import.Thinning;
using Loadgen.Import.Traces;
using Loadgen.Randomness;

namespace Loadgen.Import.Tests.Thinning;

public sealed class ThinnerTests
{
    [Property(Replay = "20260120,13", MaxTest = 500)]
    public void Each_minute_and_each_function_keeps_its_share(int seed, byte size)
    {
        var (counts, most) = Random(seed, size);
        var before = PerMinute(counts);
        var peak = before.Max();

        var after = Thin(counts, most);

        var kept = PerMinute(after);
        var factor = Math.Min(1, most / (double)Math.Max(1, peak));
        var (shareSoFar, keptSoFar) = (0.0, 0L);
        for (var minute = 0; minute < kept.Length; minute++)
        {
            Assert.True(kept[minute] <= most, "no minute has too many");
            Assert.True(IsRounded(kept[minute], before[minute] * factor), "a minute keeps its share");
            (shareSoFar, keptSoFar) = (shareSoFar + (before[minute] * factor), keptSoFar + kept[minute]);
            Assert.True(IsRounded(keptSoFar, shareSoFar), "all minutes so far keep their share");
        }

        for (var function = 0; function < counts.Length; function++)
        {
            Assert.InRange(after[function].Sum() - (counts[function].Sum() * factor), -2, 2);
            Assert.All(after[function].Zip(counts[function]), minute => Assert.InRange(minute.First, 0, minute.Second));
        }
    }

    [Property(Replay = "20260120,13", MaxTest = 50)]
    public void Where_no_minute_has_too_many_nothing_is_taken_away(int seed, byte size)
    {
        var (counts, _) = Random(seed, size);

        Assert.Equal(counts, Thin(counts, (int)Math.Max(1, PerMinute(counts).Max())));
    }

    [Fact]
    public void Nobody_is_lost_where_calls_take_turns()
    {
        // Rounded minute by minute, the first function would get all of it.
        int[][] counts = [[.. Turns(0)], [.. Turns(1)], [2, .. Enumerable.Repeat(0, 100)]];

        Assert.Equal([25, 25, 1], Thin(counts, 1).Select(function => function.Sum()));

        static IEnumerable<int> Turns(int parity) => Enumerable.Range(0, 101).Select(minute => minute > 0 && minute % 2 == parity ? 1 : 0);
    }

    [Fact]
    public void Half_a_call_is_rounded_up() => Assert.Equal([[1, 1]], Thin([[2, 1]], 1));

    [Fact]
    public void The_result_is_the_same_on_every_machine() =>
        Assert.Equal([[1, 0, 2, 0, 1], [2, 1, 1, 0, 2]], Thin([[3, 1, 5, 0, 4], [6, 2, 4, 1, 5]], 3));

    [Theory]
    [InlineData(1, new long[] { 30_000 })]
    [InlineData(2, new long[] { 15_000, 45_000 })]
    [InlineData(4, new long[] { 10_000, 20_000, 40_000, 50_000 })]
    public void Calls_that_have_moments_are_taken_away_evenly(int most, long[] expected)
    {
        var moments = new ExactMoments([.. Enumerable.Range(0, 12).Select(i => i * 5000L)]);

        Thinner.Thin([moments], 1, most);

        Assert.Equal(expected.Length, moments.Milliseconds.Count);
        Assert.All(moments.Milliseconds.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 5000, pair.Second + 5000));
    }

    [Fact]
    public void Moments_keep_as_many_as_counts_would()
    {
        var (counts, most) = Random(7, 40);
        List<ExactMoments> moments =
        [
            .. counts.Select(function => new ExactMoments(
                [.. function.SelectMany((count, minute) => Enumerable.Range(0, count).Select(i => (minute * 60_000L) + i))])),
        ];

        Thinner.Thin(moments, counts[0].Length, most);

        Assert.Equal(Thin(counts, most).Select(function => (long)function.Sum()), moments.Select(function => function.Total));
        Assert.All(moments, function => Assert.Equal(function.Milliseconds.Order(), function.Milliseconds));
    }

    private static bool IsRounded(long number, double share) => number > share - 1.000001 && number < share + 1.000001;

    private static int[][] Thin(int[][] counts, int most)
    {
        var functions = counts.Select(function => new MinuteCounts([.. function])).ToList();
        Thinner.Thin(functions, counts[0].Length, most);
        return [.. functions.Select(function => function.Counts.ToArray())];
    }

    private static long[] PerMinute(int[][] counts) =>
        [.. Enumerable.Range(0, counts[0].Length).Select(minute => counts.Sum(function => (long)function[minute]))];

    private static (int[][] Counts, int Most) Random(int seed, int size)
    {
        var random = new SplitMix((ulong)seed);
        var (functions, minutes) = (1 + random.Below(1 + (size / 8)), 1 + random.Below(1 + size));
        int[] most = [1, 3, 20, 1000];
        return (
            [
                .. Enumerable.Range(0, functions).Select(_ => (Chance: random.Below(100), Most: most[random.Below(4)])).Select(function =>
                    Enumerable.Range(0, minutes)
                        .Select(_ => random.Below(100) < function.Chance ? 1 + random.Below(function.Most) : 0)
                        .ToArray()),
            ],
            1 + random.Below(most[random.Below(4)]));
    }
}
