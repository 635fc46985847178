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
