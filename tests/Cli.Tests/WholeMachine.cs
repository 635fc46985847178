namespace Loadgen.Cli.Tests;

/// <summary>One at a time, and beside nothing else: what runs whole hours has enough of a small machine.</summary>
[CollectionDefinition(nameof(WholeMachine), DisableParallelization = true)]
public sealed class WholeMachine;
