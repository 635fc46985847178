using System.Globalization;

namespace Loadgen.Testing.Fuzzing;

/// <summary>
/// Makes hostile inputs from seeds, one a case, and has each checked. Usually some 20,000 in all; <c>FUZZ_CASES</c> makes it a campaign,
/// <c>FUZZ_SEED</c> begins elsewhere. A case that fails, hangs or takes too much memory is told with its seed, and <c>FUZZ_SEED</c> with
/// <c>FUZZ_CASES=1</c> repeats it.
/// </summary>
internal static class FuzzCampaign
{
    private const int UsualCases = 20_000;
    private const int UsualSeed = 20260120;

    /// <summary>
    /// Inputs are a megabyte at most. A refusal for each of its three-byte lines is some hundred megabytes, one after the other; anything
    /// quadratic is far more.
    /// </summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Real time, on a machine that may be busy with something else.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Checks inputs one after the other on one thread, so that a check's allocations can be counted.</summary>
    /// <param name="percent">How much of the campaign this is.</param>
    /// <param name="check">Throws where the input was not handled as it must be.</param>
    public static Task RunAsync<T>(int percent, Func<Random, T> make, Action<T> check) => RunAsync(percent, make, input =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        check(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= MostBytes, $"{allocated} bytes were allocated");
        return Task.CompletedTask;
    });

    /// <summary>As the other one, for checks that wait.</summary>
    public static async Task RunAsync<T>(int percent, Func<Random, T> make, Func<T, Task> check)
    {
        var first = Variable("FUZZ_SEED", UsualSeed);
        var cases = Math.Max(1, (int)(Variable("FUZZ_CASES", UsualCases) * (long)percent / 100));
        var current = first;
        var running = Task.Run(async () =>
        {
            for (; current < first + cases; current++)
                await CheckAsync(current, make, check);
        });
        for (var last = -1; !running.IsCompleted; last = current)
        {
            await Task.WhenAny(running, Task.Delay(Longest, TimeProvider.System));
            Assert.True(running.IsCompleted || last != current, $"Seed {current} hangs.");
        }

        await running;
    }

    private static async Task CheckAsync<T>(int seed, Func<Random, T> make, Func<T, Task> check)
    {
        var input = make(new Random(seed));
        try
        {
            await check(input);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"FUZZ_SEED={seed} FUZZ_CASES=1 repeats it: {Hostile.Show(input)}", exception);
        }
    }

    private static int Variable(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
