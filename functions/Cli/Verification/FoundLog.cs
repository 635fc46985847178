namespace Loadgen.Cli.Verification;

/// <summary>A run log as it was found.</summary>
/// <param name="Name">The file's path or the object's URL.</param>
/// <param name="Content">All of it.</param>
internal sealed record FoundLog(string Name, ReadOnlyMemory<byte> Content);
