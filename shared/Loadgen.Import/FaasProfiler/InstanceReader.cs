using System.Globalization;
using System.Text.Json;
using Loadgen.Import.Sources;

namespace Loadgen.Import.FaasProfiler;

/// <summary>Reads the instances of a workload of FaaSProfiler. What is wrong with them is a problem each.</summary>
/// <param name="duration">The test's, in seconds.</param>
/// <param name="seed">For random calls.</param>
internal sealed class InstanceReader(JsonSource source, double duration, long seed)
{
    private const double HighestRate = 1_000_000;
    private const double MostCalls = 10_000_000;

    /// <returns><see langword="null"/> where it is none.</returns>
    public Instance? Read(JsonProperty member)
    {
        var (path, instance) = ($"instances.{member.Name}", member.Value);
        if (instance.ValueKind is not JsonValueKind.Object)
        {
            source.Refuse(path, instance, "an object");
            return null;
        }

        if (Find(instance, "application") is not { ValueKind: JsonValueKind.String } application)
        {
            source.Refuse($"{path}.application", Find(instance, "application"), "text: what is called");
            return null;
        }

        var url = Find(instance, "url") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var sent = Find(instance, "data");
        var data = sent?.ValueKind is JsonValueKind.Object ? InstanceData.Read(source, $"{path}.data", sent.Value) : null;
        var moments = MomentsOf(path, member.Name, instance);
        return moments is null ? null : new(member.Name, application.GetString()!, url, data, moments);
    }

    /// <summary>A number from 0 to <paramref name="most"/>.</summary>
    /// <returns><see langword="null"/> where it is none, which is a problem.</returns>
    public double? Number(string path, JsonElement? element, double most)
    {
        if (element is { ValueKind: JsonValueKind.Number } found && found.TryGetDouble(out var number) && number >= 0 && number <= most)
            return number;
        source.Refuse(path, element, string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most}"));
        return null;
    }

    /// <summary>A member of an object.</summary>
    /// <returns><see langword="null"/> where it is missing or <c>null</c>.</returns>
    public static JsonElement? Find(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    private Func<IEnumerable<double>>? MomentsOf(string path, string name, JsonElement instance)
    {
        if (Find(instance, "interarrivals_list") is { } list)
            return Listed($"{path}.interarrivals_list", list) is { } moments ? () => moments : null;

        var distribution = Find(instance, "distribution") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (distribution is not ("Poisson" or "Uniform"))
        {
            source.Refuse($"{path}.distribution", Find(instance, "distribution"), "Poisson, Uniform, or an interarrivals_list instead");
            return null;
        }

        var rate = Number($"{path}.rate", Find(instance, "rate"), HighestRate);
        if (rate is not { } perSecond || WindowOf($"{path}.activity_window", Find(instance, "activity_window")) is not var (start, end))
            return null;
        if (perSecond * (end - start) > MostCalls)
        {
            source.Refuse($"{path}.rate", Find(instance, "rate"), string.Create(
                CultureInfo.InvariantCulture, $"at most {MostCalls} calls: fewer a second, or a shorter test or activity_window"));
            return null;
        }

        return perSecond == 0 ? () => []
            : distribution is "Poisson" ? () => InstanceCalls.Poisson(perSecond, start, end, InstanceCalls.RandomOf(seed, name))
            : () => InstanceCalls.Uniform(perSecond, start, end, InstanceCalls.RandomOf(seed, name));
    }

    /// <summary>Sums of times between calls, the first from 0, as far as the test goes.</summary>
    private List<double>? Listed(string path, JsonElement list)
    {
        if (list.ValueKind is not JsonValueKind.Array)
        {
            source.Refuse(path, list, "an array of seconds");
            return null;
        }

        var moments = new List<double>();
        var moment = 0m;
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind is not JsonValueKind.Number || !element.TryGetDecimal(out var gap) || gap is < 0 or > 1_000_000_000)
            {
                source.Refuse(path, element, "seconds, 0–1000000000");
                return null;
            }

            moment += gap;
            if ((double)moment > duration)
                break;
            moments.Add((double)moment);
        }

        return moments;
    }

    private (double Start, double End)? WindowOf(string path, JsonElement? window)
    {
        if (window is not { } found)
            return (0, duration);
        if (found.ValueKind is JsonValueKind.Array && found.GetArrayLength() == 2
            && found[0] is { ValueKind: JsonValueKind.Number } first && first.TryGetDouble(out var start) && start >= 0
            && found[1] is { ValueKind: JsonValueKind.Number } last && last.TryGetDouble(out var end) && end > start)
        {
            return (start, Math.Min(end, duration));
        }

        source.Refuse(path, found, "[s, s]: two numbers of seconds, the second one larger; or null");
        return null;
    }
}
