namespace Loadgen.Cli.Tests;

/// <summary>One at a time: what runs whole hours has enough of a small machine.</summary>
[CollectionDefinition(nameof(WholeMachine))]
public sealed class WholeMachine;
