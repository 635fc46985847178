namespace Loadgen.Configuration;

/// <summary>Where the calls of an experiment go.</summary>
public enum Scenario
{
    /// <summary>Every function in one fixed region.</summary>
    A,

    /// <summary>Every function in a fixed region of its own.</summary>
    B,

    /// <summary>Everything through the AI dispatcher, which chooses region and time.</summary>
    C,
}

/// <summary>The names of scenarios.</summary>
public static class ScenarioName
{
    /// <summary>The scenario of a name, in upper case.</summary>
    /// <returns><see langword="null"/> where no scenario has that name.</returns>
    public static Scenario? Find(string name) => name switch
    {
        "A" => Scenario.A,
        "B" => Scenario.B,
        "C" => Scenario.C,
        _ => null,
    };
}
