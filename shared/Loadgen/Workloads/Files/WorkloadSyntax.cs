namespace Loadgen.Workloads.Files;

/// <summary>How a workload file is written.</summary>
public enum WorkloadSyntax
{
    /// <summary>YAML 1.2 with its core schema, without anchors, aliases and tags.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,
}

/// <summary>Tells syntaxes by files' names.</summary>
public static class WorkloadSyntaxes
{
    extension(WorkloadSyntax)
    {
        /// <summary>
        /// The syntax of a file or an object, which a generation may follow (<c>#1</c>), by its name: JSON for <c>.json</c>, in any case,
        /// and YAML for all others.
        /// </summary>
        public static WorkloadSyntax Of(string name) =>
            name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || name.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).EndsWith(".json#", StringComparison.OrdinalIgnoreCase)
                ? WorkloadSyntax.Json
                : WorkloadSyntax.Yaml;
    }
}
