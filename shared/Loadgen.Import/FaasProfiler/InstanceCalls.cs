using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Loadgen.Randomness;

namespace Loadgen.Import.FaasProfiler;

/// <summary>
/// Makes the calls that FaaSProfiler would draw at random. With additions, multiplications and comparisons alone, each of which IEEE 754
/// rounds in one way, they are the same on every machine; a logarithm need not be.
/// </summary>
internal static class InstanceCalls
{
    /// <summary>A stream of random numbers of an instance's own.</summary>
    public static SplitMix RandomOf(long seed, string instance)
    {
        var name = FormattableString.Invariant($"{seed}:{instance}");
        return new(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
    }

    /// <summary>A Poisson process: the moments in seconds, in order.</summary>
    /// <param name="rate">Calls a second, more than 0.</param>
    public static IEnumerable<double> Poisson(double rate, double start, double end, SplitMix random)
    {
        for (var moment = start + (Exponential(random) / rate); moment < end; moment += Exponential(random) / rate)
            yield return moment;
    }

    /// <summary>One call each <c>1 / rate</c> seconds from a random beginning.</summary>
    /// <inheritdoc cref="Poisson"/>
    public static IEnumerable<double> Uniform(double rate, double start, double end, SplitMix random)
    {
        var shift = random.Unit();
        for (var i = Math.Max(1, Math.Floor((start * rate) - shift)); (shift + i) / rate < end; i++)
        {
            if ((shift + i) / rate is var moment && moment >= start)
                yield return moment;
        }
    }

    /// <summary>Von Neumann's way to an exponentially distributed number: the lengths of falling runs of uniform ones.</summary>
    private static double Exponential(SplitMix random)
    {
        for (var whole = 0; ; whole++)
        {
            var first = random.Unit();
            var (last, isOdd) = (first, true);
            for (var next = random.Unit(); next < last; next = random.Unit())
                (last, isOdd) = (next, !isOdd);
            if (isOdd)
                return whole + first;
        }
    }
}
