using Loadgen.Configuration;

namespace Loadgen.Cli.Variables;

/// <summary>Loadgen's variables from one source, and where in it each stands.</summary>
/// <param name="Origin">The source, for messages: a file's name, or the environment.</param>
/// <param name="Text">A variable's text by its name; <see langword="null"/> where there is none.</param>
/// <param name="LineOf">The line in the file that a variable stands on.</param>
internal sealed record VariableSet(string Origin, Func<string, string?> Text, Func<string, int?> LineOf)
{
    /// <summary>The variables of the process.</summary>
    public static VariableSet OfEnvironment(Func<string, string?> variable) => new("the environment", variable, static _ => null);

    /// <summary>The same, with another text for one variable.</summary>
    public VariableSet With(string variable, string? text) => this with { Text = name => name == variable ? text : Text(name) };

    /// <summary>The same, with this text where the variable has none.</summary>
    public VariableSet WithDefault(string variable, string text) => string.IsNullOrWhiteSpace(Text(variable)) ? With(variable, text) : this;

    /// <summary>All of Loadgen's variables that have a text.</summary>
    public IReadOnlyDictionary<string, string?> ToDictionary() => ConfigurationVariables.InOrder
        .Where(name => Text(name) is not null)
        .ToDictionary(name => name, Text, StringComparer.Ordinal);

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="UsageException">It has problems; the message lists them all, each with its line.</exception>
    public LoadgenConfiguration Read(ConfigurationRole role)
    {
        try
        {
            return ConfigurationReader.Read(Text, role);
        }
        catch (ConfigurationException e)
        {
            throw new UsageException(Describe(e.Problems), e);
        }
    }

    private string Describe(IReadOnlyList<ConfigurationProblem> problems) =>
        $"the configuration from {Origin} has {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:"
        + string.Concat(problems.Select(problem => $"\n  {Place(problem.Variable)}{problem}"));

    private string Place(string variable) => LineOf(variable) is { } line ? $"line {line}: " : "";
}
