namespace Loadgen.Configuration;

/// <summary>Reads variables one by one and keeps what is wrong with them until the end.</summary>
internal sealed class VariableReader(Func<string, string?> variable)
{
    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>The variable's text without the white space around it; <see langword="null"/> where it is missing or blank.</summary>
    public string? Find(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A variable that must be there. Where it is not, or is wrong, a problem is kept and the result is worthless.</summary>
    public T Required<T>(string name, ValueRule<T> rule)
    {
        if (Find(name) is { } text)
            return Parse(name, text, rule, fallback: default!);

        Report(name, Found.Nothing, rule.Allowed);
        return default!;
    }

    /// <summary>A variable that may be missing. Where it is wrong, a problem is kept.</summary>
    public T Optional<T>(string name, ValueRule<T> rule, T fallback) =>
        Find(name) is { } text ? Parse(name, text, rule, fallback) : fallback;

    /// <summary>Keeps a problem.</summary>
    public void Report(string name, string found, string allowed) => _problems.Add(new(name, found, allowed));

    /// <summary>Whether the variable has a problem so far, so that its value must not be judged any further.</summary>
    public bool IsWrong(string name) => _problems.Exists(problem => string.Equals(problem.Variable, name, StringComparison.Ordinal));

    /// <summary>Lists all problems in the table's order, and then those of OpenTelemetry's variables.</summary>
    /// <exception cref="ConfigurationException">There are some.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
            throw new ConfigurationException([.. _problems.OrderBy(problem => PlaceOf(problem.Variable))]);
    }

    private static int PlaceOf(string name) => ConfigurationVariables.InOrder.IndexOf(name) is var place and >= 0 ? place : int.MaxValue;

    private T Parse<T>(string name, string text, ValueRule<T> rule, T fallback)
    {
        if (rule.TryParse(text, out var value))
            return value;

        Report(name, rule.Describe(text), rule.Allowed);
        return fallback;
    }
}
