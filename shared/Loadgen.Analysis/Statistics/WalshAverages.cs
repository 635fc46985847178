namespace Loadgen.Analysis.Statistics;

/// <summary>
/// The averages of all pairs of values, each value with itself among them. They are never written down: that of a sorted row is found by
/// walking along the edge of those that are small enough, which takes as many steps as there are values.
/// </summary>
internal sealed class WalshAverages
{
    // Halves, so that no sum overflows.
    private readonly double[] _halves;
    private readonly int[] _hours;

    /// <param name="values">Finite; at least one.</param>
    /// <param name="hours">The group of each value, from 0 on.</param>
    public WalshAverages(ReadOnlySpan<double> values, ReadOnlySpan<int> hours)
    {
        _halves = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            _halves[i] = values[i] / 2;
        _hours = hours.ToArray();
        Array.Sort(_halves, _hours);
    }

    /// <summary>How many there are.</summary>
    public long Count => (long)_halves.Length * (_halves.Length + 1) / 2;

    /// <summary>The Hodges–Lehmann estimate.</summary>
    public double Median => Count % 2 == 1
        ? Select((Count + 1) / 2)
        : (Select(Count / 2) / 2) + (Select((Count / 2) + 1) / 2);

    /// <summary>The one that has as many below it, or equal to it, as <paramref name="rank"/> says, itself among them.</summary>
    /// <param name="rank">1 to <see cref="Count"/>.</param>
    public double Select(long rank)
    {
        // Among all numbers, not only the averages: there are 64 bits to be found, whatever the values are.
        var (low, high) = (KeyOf(2 * _halves[0]), KeyOf(2 * _halves[^1]));
        while (low < high)
        {
            var middle = low + (long)((ulong)(high - low) / 2);
            if (CountUpTo(ValueOf(middle)) >= rank)
                high = middle;
            else
                low = middle + 1;
        }

        // Not −0.
        return ValueOf(low) + 0.0;
    }

    /// <summary>The least one that is enough, as all above it are; else the greatest.</summary>
    public double FindLeast(Predicate<double> isEnough)
    {
        var (low, high) = (1L, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isEnough(Select(middle)))
                high = middle;
            else
                low = middle + 1;
        }

        return Select(low);
    }

    /// <summary>
    /// Of the pairs of a value of one group and a value of another, or the same, how many have an average up to <paramref name="limit"/>:
    /// a row and a column for each group. A pair of two values counts twice.
    /// </summary>
    public long[][] PairsUpTo(double limit, int groups)
    {
        var below = new long[groups];
        foreach (var hour in _hours)
            below[hour]++;
        var pairs = new long[groups][];
        for (var group = 0; group < groups; group++)
            pairs[group] = new long[groups];
        var last = _halves.Length - 1;
        for (var i = 0; i < _halves.Length; i++)
        {
            for (; last >= 0 && _halves[i] + _halves[last] > limit; last--)
                below[_hours[last]]--;
            for (var group = 0; group < groups; group++)
                pairs[_hours[i]][group] += below[group];
        }

        return pairs;
    }

    /// <summary>
    /// By how much the share of averages up to <paramref name="limit"/> grows with one more copy of each group, to first order: twice the
    /// sum over its values of the share of values that have such an average with it, less the mean of these shares.
    /// </summary>
    public double[] InfluencesAt(double limit, int groups)
    {
        var (sums, sizes) = (new double[groups], new int[groups]);
        var (last, all) = (_halves.Length - 1, 0.0);
        for (var i = 0; i < _halves.Length; i++)
        {
            while (last >= 0 && _halves[i] + _halves[last] > limit)
                last--;
            sums[_hours[i]] += last + 1;
            sizes[_hours[i]]++;
            all += last + 1;
        }

        double n = _halves.Length;
        for (var group = 0; group < groups; group++)
            sums[group] = 2 * (sums[group] - (all / n * sizes[group])) / (n * n);
        return sums;
    }

    private long CountUpTo(double limit)
    {
        var (count, last) = (0L, _halves.Length - 1);
        for (var i = 0; i <= last; i++)
        {
            while (last >= i && _halves[i] + _halves[last] > limit)
                last--;
            count += last - i + 1;
        }

        return count;
    }

    /// <summary>A whole number in the order of the real ones.</summary>
    private static long KeyOf(double value) => Ordered(BitConverter.DoubleToInt64Bits(value));

    private static double ValueOf(long key) => BitConverter.Int64BitsToDouble(Ordered(key));

    private static long Ordered(long bits) => bits ^ ((bits >> 63) & long.MaxValue);
}
