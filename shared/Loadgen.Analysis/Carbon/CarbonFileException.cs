namespace Loadgen.Analysis.Carbon;

/// <summary>Intensities or an energy model that cannot be used. The message has a line for each problem, with the file first.</summary>
public sealed class CarbonFileException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static CarbonFileException Of(string name, long line, string found, string allowed, Exception? inner = null) =>
        new(FormattableString.Invariant($"{name}: line {line}: found {found}; allowed: {allowed}"), inner);
}
