using FsCheck.Xunit;
using Loadgen.Import.Sampling;
using Loadgen.Import.Traces;
using Loadgen.Randomness;

namespace Loadgen.Import.Tests.Sampling;

public sealed class SampleTests
{
    [Property(Replay = "20260120,13")]
    public void A_sample_has_as_many_as_are_wanted_each_once_the_busiest_first(ulong seed, byte functions, byte wanted)
    {
        var trace = Trace(functions, seed);
        foreach (var kind in Enum.GetValues<SampleKind>())
        {
            var sample = Sample.Of(trace, wanted + 1, kind, seed);

            Assert.Equal(Math.Min(wanted + 1, trace.Count(function => function.Calls > 0)), sample.Count);
            Assert.Equal(sample.Distinct(), sample);
            Assert.Equal(sample.OrderByDescending(function => function.Calls), sample);
            Assert.DoesNotContain(sample, function => function.Calls == 0);
        }
    }

    [Property(Replay = "20260120,13")]
    public void The_order_of_the_file_makes_no_difference(ulong seed, byte functions)
    {
        var trace = Trace(functions, seed);
        foreach (var kind in Enum.GetValues<SampleKind>())
            Assert.Equal(Sample.Of(trace, 7, kind, seed), Sample.Of(trace.AsEnumerable().Reverse(), 7, kind, seed));
    }

    [Property(Replay = "20260120,13")]
    public void A_stratified_sample_has_one_of_each_group_by_calls(ulong seed)
    {
        var trace = Trace(200, seed).Where(function => function.Calls > 0)
            .OrderByDescending(function => function.Calls).ThenBy(function => function.Key, StringComparer.Ordinal).ToList();

        var sample = Sample.Of(trace, 10, SampleKind.Stratified, seed);

        Assert.All(sample.Index(), chosen => Assert.InRange(
            trace.IndexOf(chosen.Item), chosen.Index * trace.Count / 10, ((chosen.Index + 1) * trace.Count / 10) - 1));
    }

    [Fact]
    public void The_busiest_are_those_with_the_most_calls()
    {
        var sample = Sample.Of([new("a", 5), new("b", 4), new("c", 6), new("d", 5)], 2, SampleKind.Busiest, 0);

        Assert.Equal(["c", "a"], sample.Select(function => function.Key));
    }

    [Theory]
    [InlineData(SampleKind.Random)]
    [InlineData(SampleKind.Stratified)]
    public void Another_seed_is_another_sample_and_each_function_is_as_likely(SampleKind kind)
    {
        List<FunctionTotal> trace = [.. Enumerable.Range(0, 10).Select(i => new FunctionTotal($"{i}", i + 1))];

        var taken = Enumerable.Range(0, 2000)
            .SelectMany(seed => Sample.Of(trace, 5, kind, (ulong)seed))
            .CountBy(function => function.Key);

        Assert.Equal(10, taken.Count());
        Assert.All(taken, function => Assert.InRange(function.Value, 900, 1100));
    }

    private static List<FunctionTotal> Trace(int functions, ulong seed)
    {
        var random = new SplitMix(seed);
        return [.. Enumerable.Range(0, functions + 1).Select(i => new FunctionTotal($"{i}", i == 0 ? 1 : random.Below(50)))];
    }
}
