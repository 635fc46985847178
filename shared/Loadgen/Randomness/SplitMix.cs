namespace Loadgen.Randomness;

/// <summary>
/// Steele, Lea and Flood's SplitMix64. It has a state of its own and nothing but integers, so that a seed gives the same numbers on every
/// machine and in every version of .NET, which <see cref="Random"/> does not promise.
/// </summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A whole number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>A number from 0 to below 1, of 53 bits.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));
}
