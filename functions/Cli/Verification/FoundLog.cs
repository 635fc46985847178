namespace Loadgen.Cli.Verification;

/// <summary>A run log as it was found.</summary>
internal sealed record FoundLog(string Name, ReadOnlyMemory<byte> Content);
