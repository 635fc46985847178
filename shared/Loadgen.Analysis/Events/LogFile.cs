namespace Loadgen.Analysis.Events;

/// <summary>A log that is to be read.</summary>
/// <param name="Name">What people see: the path that they gave, or where it was downloaded from.</param>
/// <param name="Path">
/// A file of this machine. Where it ends in <c>.parquet</c> it is what <c>export</c> or <c>correlate</c> wrote, otherwise lines.
/// </param>
public sealed record LogFile(string Name, string Path)
{
    /// <summary>Whether it holds events in columns instead of lines.</summary>
    internal bool IsParquet => System.IO.Path.GetExtension(Path).Equals(".parquet", StringComparison.OrdinalIgnoreCase);
}
