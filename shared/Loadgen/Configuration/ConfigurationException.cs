namespace Loadgen.Configuration;

/// <summary>What one variable of a configuration has wrong.</summary>
/// <param name="Found">What was found, never a secret; <c>nothing</c> where it is missing.</param>
public sealed record ConfigurationProblem(string Variable, string Found, string Allowed)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"{Variable}: found {Found}; allowed: {Allowed}";
}

/// <summary>A configuration that cannot be used, with everything that is wrong with it.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Lists the problems in the message, a line each.</summary>
    public ConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
        : base($"The configuration has {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:\n"
            + string.Join('\n', problems.Select(problem => $"  {problem}")))
        => Problems = problems;

    /// <summary>All problems, in the order of the README's table.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>The message alone: whoever starts a function with a wrong variable needs the list, not a stack.</summary>
    public override string ToString() => Message;
}
