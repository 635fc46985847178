namespace Loadgen.Analysis.Statistics;

/// <summary>The 95% interval of the Hodges–Lehmann estimate, by drawing hours again.</summary>
internal sealed class MedianInterval
{
    /// <summary>With as many hours, what is true to first order is true enough: simulated experiments show it.</summary>
    private const int FewestProjected = 20;

    private readonly WalshAverages _averages;
    private readonly HourIndex _hours;
    private readonly HourBootstrap _bootstrap;

    private MedianInterval(WalshAverages averages, HourIndex hours, int seed) =>
        (_averages, _hours, _bootstrap) = (averages, hours, new(hours.Count, seed));

    /// <returns><see langword="null"/> where there are too few hours.</returns>
    public static Interval? Around(double median, WalshAverages averages, HourIndex hours, int seed) =>
        hours.Count < HourBootstrap.FewestHours ? null
        : new MedianInterval(averages, hours, seed) is var interval && hours.Count < FewestProjected ? interval.Exact()
        : interval.Projected(median);

    /// <summary>From the medians of all resamples, found as <see cref="WalshAverages.FindLeast"/> finds them.</summary>
    private Interval Exact()
    {
        var sizes = new long[_hours.Count];
        foreach (var hour in _hours.Of)
            sizes[hour]++;
        // Of an even number of averages, the lower middle one counts below, and the upper one above.
        return new(
            _averages.FindLeast(limit => ShareOf(limit, (pairs, half) => pairs >= half) >= _bootstrap.Tail),
            _averages.FindLeast(limit => ShareOf(limit, (pairs, half) => pairs > half) >= 1 - _bootstrap.Tail));

        double ShareOf(double limit, Func<long, double, bool> isEnough)
        {
            var pairs = _averages.PairsUpTo(limit, _hours.Count);
            return _bootstrap.ShareOf(counts =>
            {
                var (upTo, values) = (0L, 0L);
                for (var one = 0; one < counts.Length; one++)
                {
                    if (counts[one] == 0)
                        continue;
                    var ofOne = 0L;
                    for (var other = 0; other < counts.Length; other++)
                        ofOne += counts[other] * pairs[one][other];
                    upTo += counts[one] * ofOne;
                    values += counts[one] * sizes[one];
                }

                return isEnough(upTo, (double)values * values / 2);
            });
        }
    }

    /// <summary>
    /// To first order, a resample's share of averages up to a limit is that of all plus the influences of the hours that were drawn
    /// (Hájek's projection of a U-statistic): a few hundred numbers stand for billions of _averages. An end is the average where that
    /// share is a half in as many resamples as may lie beyond. How much the share varies is looked up at the median, then at the ends
    /// that this gives.
    /// </summary>
    private Interval Projected(double median)
    {
        var shares = _bootstrap.SumsOf(_averages.InfluencesAt(median, _hours.Count));
        var around = _bootstrap.IntervalOf(shares[0]);
        shares = _bootstrap.SumsOf(
            _averages.InfluencesAt(LowOf(around), _hours.Count), _averages.InfluencesAt(HighOf(around), _hours.Count));
        return new(LowOf(_bootstrap.IntervalOf(shares[0])), HighOf(_bootstrap.IntervalOf(shares[1])));
    }

    private double LowOf(Interval share) => Select(Math.Floor((0.5 - share.High) * _averages.Count));

    private double HighOf(Interval share) => Select(Math.Ceiling((0.5 - share.Low) * _averages.Count));

    private double Select(double rank) => _averages.Select((long)Math.Clamp(rank, 1, _averages.Count));
}
