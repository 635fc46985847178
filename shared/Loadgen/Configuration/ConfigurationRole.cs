namespace Loadgen.Configuration;

/// <summary>For whom a configuration is read. A role reads the shared variables and its own, and no other role's.</summary>
[Flags]
public enum ConfigurationRole
{
    /// <summary>The shared variables alone: for whoever only wants to know the plan.</summary>
    None = 0,

    /// <summary>The function that publishes the events.</summary>
    Planner = 1,

    /// <summary>The function that calls the targets.</summary>
    Invoker = 2,

    /// <summary>Both in one place, as in a rehearsal.</summary>
    Local = Planner | Invoker,
}
