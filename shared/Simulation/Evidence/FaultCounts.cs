using System.Globalization;

namespace Loadgen.Simulation.Evidence;

/// <summary>How often something went wrong that may.</summary>
/// <param name="Crashes">Instances that were lost without a word.</param>
/// <param name="Stops">Instances that got SIGTERM.</param>
/// <param name="Store">Requests to the store that were refused, or whose answer was lost.</param>
/// <param name="Publishing">Messages of which the same is true.</param>
/// <param name="Duplicates">Deliveries that Pub/Sub made twice.</param>
/// <param name="Poison">Messages that nobody can read.</param>
public sealed record FaultCounts(int Crashes, int Stops, int Store, int Publishing, int Duplicates, int Poison)
{
    /// <summary>No fault.</summary>
    public static FaultCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static FaultCounts operator +(FaultCounts one, FaultCounts other) => new(
        one.Crashes + other.Crashes,
        one.Stops + other.Stops,
        one.Store + other.Store,
        one.Publishing + other.Publishing,
        one.Duplicates + other.Duplicates,
        one.Poison + other.Poison);

    /// <summary>For a person.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Crashes} crashes, {Stops} stops, {Store} storage faults, {Publishing} publishing faults, {Duplicates} doubles, {Poison} poison");
}
