namespace Loadgen.Cli.Tests;

/// <summary>Tests that run whole hours: one at a time, and with nothing else beside them, since they take all of a small machine.</summary>
[CollectionDefinition(nameof(WholeMachine), DisableParallelization = true)]
public sealed class WholeMachine;
