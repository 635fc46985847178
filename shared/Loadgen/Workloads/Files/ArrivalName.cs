using Loadgen.Workloads.Schedules;

namespace Loadgen.Workloads.Files;

/// <summary>The names of arrivals in workloads.</summary>
internal static class ArrivalName
{
    /// <summary>All there are, for messages.</summary>
    public const string Allowed = $"{Poisson} or {Equidistant}";

    private const string Poisson = "poisson";
    private const string Equidistant = "equidistant";

    public static string ToName(this Arrival arrival) => arrival is Arrival.Equidistant ? Equidistant : Poisson;

    /// <returns><see langword="null"/> where it is none.</returns>
    public static Arrival? Find(string name) => name switch
    {
        Poisson => Arrival.Poisson,
        Equidistant => Arrival.Equidistant,
        _ => null,
    };
}
