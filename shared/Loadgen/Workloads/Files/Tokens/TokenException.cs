namespace Loadgen.Workloads.Files.Tokens;

/// <summary>A file that cannot be read on from here.</summary>
/// <param name="found">What stands there.</param>
/// <param name="allowed">What may stand there.</param>
internal sealed class TokenException(int line, string found, string allowed, Exception? inner = null)
    : Exception($"line {line}: found {found}; allowed: {allowed}", inner)
{
    public int Line { get; } = line;

    public string Found { get; } = found;

    public string Allowed { get; } = allowed;
}
