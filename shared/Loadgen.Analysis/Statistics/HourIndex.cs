using System.Runtime.InteropServices;

namespace Loadgen.Analysis.Statistics;

/// <summary>The hours that a sample has, counted from 0 without gaps.</summary>
internal sealed class HourIndex
{
    private HourIndex(int count, int[] of) => (Count, Of) = (count, of);

    /// <summary>How many hours have a value.</summary>
    public int Count { get; }

    /// <summary>The hour of each value.</summary>
    public int[] Of { get; }

    public static HourIndex From(ReadOnlySpan<int> hours)
    {
        var known = new Dictionary<int, int>();
        var of = new int[hours.Length];
        for (var i = 0; i < hours.Length; i++)
        {
            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(known, hours[i], out var isKnown);
            if (!isKnown)
                index = known.Count - 1;
            of[i] = index;
        }

        return new(known.Count, of);
    }

    /// <summary>The sum of each hour's values.</summary>
    public double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[Count];
        for (var i = 0; i < values.Length; i++)
            sums[Of[i]] += values[i];
        return sums;
    }

    /// <summary>The median of each hour's values.</summary>
    public double[] Medians(ReadOnlySpan<double> values)
    {
        var (sorted, hours) = (values.ToArray(), Of.ToArray());
        Array.Sort(hours, sorted);
        var medians = new double[Count];
        for (int hour = 0, start = 0; hour < Count; hour++)
        {
            var end = start;
            while (end < hours.Length && hours[end] == hour)
                end++;
            Array.Sort(sorted, start, end - start);
            medians[hour] = SortedValues.Quantile(sorted.AsSpan(start..end), 0.5);
            start = end;
        }

        return medians;
    }
}
