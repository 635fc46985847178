namespace Loadgen.Import.Sources;

/// <summary>A file to read, perhaps more than once.</summary>
/// <param name="Name">Without its folder: for messages, and for the comment that says where a workload is from.</param>
/// <param name="Open">Opens it at its beginning. What it throws is not caught here.</param>
public sealed record TraceFile(string Name, Func<Stream> Open)
{
    /// <summary>The name without its extension.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(Name);
}
