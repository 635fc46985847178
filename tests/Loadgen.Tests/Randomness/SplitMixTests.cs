using Loadgen.Randomness;

namespace Loadgen.Tests.Randomness;

public sealed class SplitMixTests
{
    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        // The first ones of SplitMix64 for seed 1234567, as its authors' code prints them.
        var random = new SplitMix(1_234_567);

        Assert.Equal(6457827717110365317UL, random.Next());
        Assert.Equal(3203168211198807973UL, random.Next());
        Assert.Equal(9817491932198370423UL, random.Next());
    }
}
