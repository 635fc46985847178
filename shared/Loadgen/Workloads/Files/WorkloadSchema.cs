namespace Loadgen.Workloads.Files;

/// <summary>
/// A JSON Schema (draft 2020-12) of workload files, for editors. It knows the rules for each value; what takes the whole file to tell, such
/// as events an hour, only <see cref="WorkloadReader"/> does.
/// </summary>
public static class WorkloadSchema
{
    /// <summary>The schema.</summary>
    public static string Text { get; } = EmbeddedText.Read("workload.schema.json");
}
