using System.Text.Json.Nodes;

namespace Loadgen.Import.FaasProfiler;

/// <summary>One instance of a workload of FaaSProfiler.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Application">What it calls.</param>
/// <param name="Url">Where, for the generic endpoint.</param>
/// <param name="Data">What is sent; <see langword="null"/> where that is nothing or no object.</param>
/// <param name="Moments">When it is called, in seconds from the beginning of the test, in order: the same each time.</param>
internal sealed record Instance(string Name, string Application, string? Url, JsonObject? Data, Func<IEnumerable<double>> Moments);
