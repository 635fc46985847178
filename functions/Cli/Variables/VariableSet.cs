using System.Collections.Immutable;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Workloads;

namespace Loadgen.Cli.Variables;

/// <summary>Loadgen's variables from one source, and where in it each stands.</summary>
/// <param name="Origin">The source, for messages: a file's name, or the environment.</param>
/// <param name="Text">A variable's text by its name; <see langword="null"/> where there is none.</param>
/// <param name="LineOf">The line in the file that a variable stands on.</param>
internal sealed record VariableSet(string Origin, Func<string, string?> Text, Func<string, int?> LineOf)
{
    /// <summary>What may stand in a set.</summary>
    public static ImmutableArray<string> Names { get; } = [.. ConfigurationVariables.InOrder, .. TelemetryVariables.InOrder];

    private const string ScenarioVariable = "SCENARIO";
    private const string UrlsVariable = "FUNCTION_URLS_JSON";

    /// <summary>Where relative paths begin: a file's folder; empty: where the command runs.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What else stands there, and is no variable: the names, by their lines.</summary>
    public IReadOnlyList<string> Strangers { get; init; } = [];

    /// <summary>The variables of the process.</summary>
    public static VariableSet OfEnvironment(Func<string, string?> variable) => new("the environment", variable, static _ => null);

    /// <summary>The same, with another text for one variable.</summary>
    public VariableSet With(string variable, string? text) => this with { Text = name => name == variable ? text : Text(name) };

    /// <summary>The same, with this text where the variable has none.</summary>
    public VariableSet WithDefault(string variable, string text) => string.IsNullOrWhiteSpace(Text(variable)) ? With(variable, text) : this;

    /// <summary>Where a variable stands, for messages: a file and its line, or the environment.</summary>
    public string PlaceOf(string variable) => LineOf(variable) is { } line ? $"{Origin}:{line}" : Origin;

    /// <summary>All of them that have a text.</summary>
    public IReadOnlyDictionary<string, string?> ToDictionary() => Names
        .Where(name => Text(name) is not null)
        .ToDictionary(name => name, Text, StringComparer.Ordinal);

    /// <summary>The set for each of the scenarios that are asked for. A set that names its scenario is of no other.</summary>
    /// <param name="wanted"><see langword="null"/>: the set as it is.</param>
    /// <exception cref="UsageException">Another scenario is asked for than the set names.</exception>
    public IReadOnlyList<VariableSet> For(IReadOnlyList<Scenario>? wanted)
    {
        if (wanted is null)
            return [this];
        if (Text(ScenarioVariable)?.Trim() is not { Length: > 0 } named)
            return [.. wanted.Select(scenario => With(ScenarioVariable, scenario.ToString()))];

        // What is no scenario at all is a problem of the configuration's.
        if (ScenarioName.Find(named.ToUpperInvariant()) is { } own && (wanted.Count > 1 || wanted[0] != own))
        {
            throw new UsageException(
                $"--scenario: found {string.Join(", ", wanted)}, and {PlaceOf(ScenarioVariable)} has {ScenarioVariable} {own}; "
                + $"allowed: {own}, or variables without {ScenarioVariable}, which are taken for every scenario that is named.");
        }

        return [this];
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="UsageException">It has problems; the message lists them all, each with its line.</exception>
    public LoadgenConfiguration Read(ConfigurationRole role)
    {
        List<ConfigurationProblem> problems = [.. Strangers.Select(StrangerProblem)];
        try
        {
            var configuration = ConfigurationReader.Read(Text, role);
            if (problems.Count == 0)
                return configuration;
        }
        catch (ConfigurationException e)
        {
            problems.AddRange(e.Problems);
        }

        throw new UsageException(Describe(problems));
    }

    /// <summary>What of a configuration that was read from here may not be as it was meant.</summary>
    /// <param name="workload">What the experiment calls.</param>
    /// <returns>A sentence each.</returns>
    public IReadOnlyList<string> Warnings(LoadgenConfiguration configuration, Workload workload)
    {
        var called = workload.Functions.Select(function => function.Traits.Target).ToList();
        return
        [
            .. configuration.Targets.FunctionUrls.Keys.Except(called, StringComparer.Ordinal).Select(function =>
                $"{PlaceOf(UrlsVariable)}: {UrlsVariable} has {Excerpt.Quoted(function)}, which the workload never calls."
                    + Nearest.Hint(function, called)),
        ];
    }

    private static ConfigurationProblem StrangerProblem(string name) => new(
        name,
        "a name that is no variable",
        $"those of README.md, of which {Nearest.To(Excerpt.Of(name), Names)} is the nearest");

    private string Describe(List<ConfigurationProblem> problems) =>
        $"the configuration from {Origin} has {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:"
        + string.Concat(problems.Select(problem =>
            $"\n  {LinePrefix(problem.Variable)}{problem with { Variable = Excerpt.Of(problem.Variable) }}"));

    private string LinePrefix(string variable) => LineOf(variable) is { } line ? $"line {line}: " : "";
}
