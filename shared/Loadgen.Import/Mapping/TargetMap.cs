using System.Text.Json.Nodes;
using Loadgen.Import.Problems;
using Loadgen.Import.Traces;
using Loadgen.Workloads.Files;

namespace Loadgen.Import.Mapping;

/// <summary>Says which target each function of a trace is a call of: by the first rule that fits, the others in turn.</summary>
/// <param name="Origin">The map's file; empty where there is none.</param>
/// <param name="Targets">Those that functions without a rule take in turn.</param>
internal sealed record TargetMap(string Origin, IReadOnlyList<MapTarget> Targets, IReadOnlyList<MapRule> Rules)
{
    /// <summary>Without a map: the functions of the built-in workload, with their payloads.</summary>
    public static TargetMap BuiltIn { get; } = new(
        "", [.. BuiltInWorkload.Unresolved.Functions.Select(function => new MapTarget(function.Payload, function.Traits))], []);

    /// <summary>Gives each function its target.</summary>
    /// <param name="functions">The trace's, each with its ID in the workload.</param>
    /// <exception cref="ImportException">The map needs to know what the trace does not say.</exception>
    public IReadOnlyList<MappedFunction> Apply(
        IReadOnlyList<(string Id, TracedFunction Function)> functions, TraceFacts facts, ProblemList problems)
    {
        foreach (var rule in Rules)
        {
            RefuseUnknown(rule.Trigger is not null && !facts.Triggers, rule, "trigger", "triggers", problems);
            RefuseUnknown(rule.Duration is not null && !facts.Durations, rule, "duration_ms", "durations", problems);
            RefuseUnknown(rule.Memory is not null && !facts.Memory, rule, "memory_mb", "memory", problems);
        }

        problems.ThrowIfAny();
        var byName = Targets.ToDictionary(target => target.Traits.Target, StringComparer.Ordinal);
        var turn = 0;
        var mapped = new List<MappedFunction>(functions.Count);
        foreach (var (id, function) in functions)
        {
            var ruled = Rules.FirstOrDefault(rule => rule.Fits(function, id));
            var target = ruled is not null ? byName[ruled.Target]
                : Origin.Length == 0 && function.Target is { } own ? TargetOfTrace(own)
                : Targets[turn++ % Targets.Count];
            mapped.Add(new(id, function, target.Traits, function.Payload is { } sent
                ? TraceText.Literal(sent)
                : TraceText.Fill(target.Payload, function, (place, found) => problems.Add(
                    Origin,
                    null,
                    $"targets.{target.Traits.Target}.payload.{place}",
                    $"{found} for function {id}, of which the trace has none",
                    "a trace that has it, or a rule by which the function goes to another target"))));
        }

        problems.ThrowIfAny();
        return mapped;
    }

    private static MapTarget TargetOfTrace(string name) => new([], new(WorkloadId.Cleaned(name)));

    private void RefuseUnknown(bool isUnknown, MapRule rule, string member, string what, ProblemList problems)
    {
        if (isUnknown)
            problems.Add(Origin, rule.Line, member, $"a rule by {member}", $"rules by what the trace has: it has no {what}");
    }
}

/// <summary>A function of the workload.</summary>
internal sealed record MappedFunction(string Id, TracedFunction Function, Loadgen.Trace.FunctionTraits Traits, JsonObject Payload);
