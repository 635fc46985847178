using System.Globalization;

namespace Loadgen.Benchmarks;

/// <summary>What a held event and a call in flight take, a thousand at a time.</summary>
internal static class MemoryBenchmark
{
    public const int Held = 1000;

    public static async Task RunAsync()
    {
        using var plain = new Target(tls: false, answers: false);
        using var tls = new Target(tls: true, answers: false);
        Samples.Title($"Footprint of {Held} more, each");
        Print("held wait", await Child.StartAsync(Child.Waits, plain.Url));
        Print("call in flight, http", await Child.StartAsync(Child.Calls, plain.Url));
        Print("call in flight, https", await Child.StartAsync(Child.Calls, tls.Url));
    }

    private static void Print(string name, double[] figures) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {name,-30} {figures[0] / Held / 1024,8:F2} KB managed   {figures[1] / Held / 1024,8:F2} KB process   ")
        + string.Create(CultureInfo.InvariantCulture, $"{figures[2],4:F0} threads more in all"));
}
