using System.Globalization;
using System.Text.Json;
using Loadgen.Import.Problems;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;

namespace Loadgen.Import.FaasProfiler;

/// <summary>A workload of FaaSProfiler: each of its instances is a function, with calls that are listed or drawn at random.</summary>
/// <param name="otherwiseSeed">For random calls of a file that has no <c>random_seed</c>.</param>
internal sealed class InstanceTrace(TraceFile file, long otherwiseSeed) : ITrace
{
    private const double LongestTest = 366 * 86_400;

    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);

    public TraceFacts Facts { get; } = new(Triggers: false, Durations: false, Memory: false);

    /// <inheritdoc/>
    public TraceSurvey Survey(TraceMinutes? minutes, ProblemList problems)
    {
        var duration = ReadInstances(problems);
        problems.ThrowIfAny();
        var length = (int)Math.Max(1, Math.Ceiling(duration / 60));
        var chosen = minutes ?? new(0, length - 1);
        if (chosen.Last >= length)
        {
            throw problems.Fatal("", null, "--minutes", ProblemList.Quoted(chosen.ToString()), string.Create(
                CultureInfo.InvariantCulture, $"minutes that the test has: 0..{length - 1}"));
        }

        var functions = _instances.Values.Select(instance => new FunctionTotal(instance.Name, Moments(instance, chosen).LongCount()));
        return new(chosen, length, [.. functions]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TracedFunction> Read(IReadOnlyList<string> keys, TraceMinutes minutes, ProblemList problems) =>
    [
        .. keys.Select(key => _instances[key])
            .Select(instance => new TracedFunction(instance.Name, new ExactMoments([.. Moments(instance, minutes)]))
            {
                Payload = instance.Data,
                Target = HasUrlOfItsOwn(instance) ? instance.Name : instance.Application,
                Url = instance.Url,
            }),
    ];

    private static IEnumerable<long> Moments(Instance instance, TraceMinutes minutes)
    {
        var first = minutes.First * ExactMoments.MillisecondsOfMinute;
        return instance.Moments()
            .Select(seconds => (long)Math.Floor(seconds * 1000))
            .Where(moment => moment >= first && moment < first + (minutes.Count * ExactMoments.MillisecondsOfMinute))
            .Select(moment => moment - first);
    }

    /// <summary>Instances of one application share a target, unless they are called at several URLs.</summary>
    private bool HasUrlOfItsOwn(Instance instance) =>
        _instances.Values.Any(other => other.Application == instance.Application && other.Url != instance.Url);

    /// <returns>The test's duration in seconds.</returns>
    private double ReadInstances(ProblemList problems)
    {
        using var source = new JsonSource(file, problems);
        var root = source.Root;
        if (root.ValueKind is not JsonValueKind.Object
            || InstanceReader.Find(root, "instances") is not { ValueKind: JsonValueKind.Object } all)
        {
            source.Refuse("instances", null, "a workload of FaaSProfiler: an object with 'instances', which has an object for each");
            return 0;
        }

        const string durationName = "test_duration_in_seconds";
        var seed = SeedOf(source);
        var duration = new InstanceReader(source, 0, seed).Number(durationName, InstanceReader.Find(root, durationName), LongestTest) ?? 0;
        var reader = new InstanceReader(source, duration, seed);
        foreach (var member in all.EnumerateObject())
        {
            if (reader.Read(member) is { } instance)
                _instances.Add(member.Name, instance);
        }

        return duration;
    }

    private long SeedOf(JsonSource source)
    {
        if (InstanceReader.Find(source.Root, "random_seed") is not { } seed)
            return otherwiseSeed;
        if (seed.ValueKind is JsonValueKind.Number && seed.TryGetInt64(out var number))
            return number;
        source.Refuse("random_seed", seed, "a whole number, or null");
        return 0;
    }
}
