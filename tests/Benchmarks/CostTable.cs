namespace Loadgen.Benchmarks;
internal static class CostTable
{
    public static void Print(IReadOnlyList<(int Lead, BusyHour Hour)> busy) => _ = busy;
}
