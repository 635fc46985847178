using System.Text.Json.Nodes;
using Loadgen.Import.Problems;
using Loadgen.Import.Sources;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Import.Mapping;

/// <summary>Reads the map of targets, which is written as workloads are. Everything that is wrong is a problem, with its line.</summary>
internal sealed class TargetMapReader
{
    private const long Largest = 1024 * 1024;
    private const string Targets = "targets";
    private const string Rules = "rules";
    private const string TargetsAllowed = "a mapping with a target at least";
    private const string RangeAllowed = "two numbers such as 0..100, from the first to below the second; one of them may be missing";

    private readonly Reading _reading;
    private readonly PayloadReader _payloads;
    private readonly Dictionary<string, MapTarget> _targets = new(StringComparer.Ordinal);
    private readonly List<MapRule> _rules = [];

    private TargetMapReader(Reading reading) =>
        (_reading, _payloads) = (reading, new(reading, new PayloadTexts(parameters: null, TraceText.Duration, TraceText.Memory)));

    /// <exception cref="ImportException">It is no map.</exception>
    public static TargetMap Read(TraceFile file, ProblemList problems)
    {
        var findings = new Findings();
        using var content = file.Open();
        using var bytes = new Utf8Stream(content, Largest);
        var tokens = new YamlTokenReader(bytes, (line, found, allowed) => findings.Add(line, found, allowed));
        var reader = new TargetMapReader(new(tokens, findings));
        try
        {
            reader.ReadToEnd();
            findings.ThrowIfAny();
        }
        catch (WorkloadException e)
        {
            foreach (var problem in e.Problems)
                problems.Add(file.Name, problem.Line, problem.Place, problem.Found, problem.Allowed);
        }

        problems.ThrowIfAny();
        return new(file.Name, [.. reader._targets.Values], reader._rules);
    }

    private void ReadToEnd()
    {
        try
        {
            ReadFile();
        }
        catch (TokenException e)
        {
            _reading.Findings.Add(e.Line, e.Found, e.Allowed);
        }
    }

    private void ReadFile()
    {
        _reading.Tokens.Next();
        if (_reading.Tokens.Kind is TokenKind.End)
            throw new TokenException(line: 1, "nothing", $"a mapping with {Targets}, and perhaps {Rules}");

        var line = _reading.Tokens.Line;
        var lines = _reading.Members([Targets, Rules], member =>
        {
            if (member == Targets)
                ReadTargets();
            else
                _reading.Items("a list of rules", ReadRule);
        });
        _reading.Tokens.Next();
        if (lines is null)
            return;
        _reading.Require(lines, line, Targets, TargetsAllowed);
        // Rules may stand before the targets.
        var known = string.Join(", ", _targets.Keys);
        foreach (var rule in _rules.Where(rule => !_targets.ContainsKey(rule.Target)))
            _reading.Findings.Add(rule.Line, ProblemList.Quoted(rule.Target), $"one of {Targets}: {known}", $"{Rules}.target");
    }

    private void ReadTargets()
    {
        var line = _reading.Tokens.Line;
        var lines = _reading.Members(known: null, name =>
        {
            if (!FunctionName.IsValid(name))
                _reading.Findings.Add(_reading.Tokens.Line, ProblemList.Quoted(name), FunctionName.Allowed);
            _targets[name] = ReadTarget(new(name));
        });
        if (lines is { Count: 0 })
            _reading.Findings.Add(line, "no target", TargetsAllowed);
    }

    private MapTarget ReadTarget(FunctionTraits traits)
    {
        JsonObject? payload = null;
        // A target of which nothing is said gets an empty payload.
        if (_reading.Tokens.Kind is not TokenKind.Null)
        {
            _reading.Members([Member.Payload, Member.Accelerator, Member.Delayable], member =>
            {
                if (member == Member.Payload)
                    payload = _payloads.Read();
                else if (member == Member.Delayable)
                    traits = traits with { Delayable = _reading.Flag() ?? true };
                else if (_reading.Text(AcceleratorName.Allowed, name => AcceleratorName.Find(name) is not null) is { } name)
                    traits = traits with { Accelerator = AcceleratorName.Find(name)!.Value };
            });
        }

        return new(payload ?? [], traits);
    }

    private void ReadRule()
    {
        var line = _reading.Tokens.Line;
        var rule = new MapRule(line, Target: "");
        var lines = _reading.Members(["function", "trigger", "duration_ms", "memory_mb", "target"], member =>
        {
            var isRange = member is "duration_ms" or "memory_mb";
            var text = _reading.Text(
                isRange ? RangeAllowed : "text", text => isRange ? RangeOf(text) is not null : text.Length > 0);
            rule = (member, text) switch
            {
                (_, null) => rule,
                ("function", _) => rule with { Function = text },
                ("trigger", _) => rule with { Trigger = text },
                ("duration_ms", _) => rule with { Duration = RangeOf(text) },
                ("memory_mb", _) => rule with { Memory = RangeOf(text) },
                _ => rule with { Target = text },
            };
        });
        if (lines is not null)
            _reading.Require(lines, line, "target", $"one of {Targets}");
        if (rule.Target.Length > 0)
            _rules.Add(rule);
    }

    private static AmountRange? RangeOf(string text)
    {
        var (first, end) = (0.0, double.PositiveInfinity);
        return text.Split("..") is [var from, var to] && from.Length + to.Length > 0
            && (from.Length == 0 || Numbers.TryAmount(from, out first))
            && (to.Length == 0 || Numbers.TryAmount(to, out end))
            && first < end
                ? new(first, end)
                : null;
    }
}
