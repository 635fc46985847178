namespace Loadgen.Cli.Local.Progress;

/// <summary>Told what the functions of a local cloud do, from any thread. Must return at once.</summary>
internal interface IRunFollower
{
    /// <summary>The call of an event begins. Only functions in this process tell.</summary>
    void Calling(DeployedScenario scenario, string eventId);

    /// <summary>A function has written a line of a run's log.</summary>
    void Wrote(DeployedScenario scenario, ReadOnlyMemory<byte> line);
}
