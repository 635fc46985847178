namespace Loadgen.Simulation.Kernel;

/// <summary>The names of the simulated topics.</summary>
internal static class Topics
{
    public const string Ticks = "projects/simulated/topics/ticks";
    public const string Events = "projects/simulated/topics/events";
    public const string DeadLetters = "projects/simulated/topics/dead-letters";
}
