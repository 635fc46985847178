namespace Crash.Tests.Processes;

/// <summary>One deployment at a time: each is several processes, which a small machine has enough of.</summary>
[CollectionDefinition(nameof(Processes))]
public sealed class ProcessesCollection;
