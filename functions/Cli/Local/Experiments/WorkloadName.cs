using Loadgen.Cli.Variables;
using Loadgen.Cloud.Workloads;
using Loadgen.Configuration;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>A workload, as the operator named it.</summary>
/// <param name="Place">Where the name stands, for messages.</param>
/// <param name="Text">The file for messages: <c>gs://bucket/object</c>, or a path from where the command runs.</param>
internal sealed record WorkloadName(string Place, string Text)
{
    /// <summary>The variable that names a workload.</summary>
    public const string Variable = "WORKLOAD_URI";

    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed = "a path, or gs://bucket/object, perhaps with #generation";

    /// <summary>The option that names one.</summary>
    public const string Option = "--workload";

    /// <summary>The object; <see langword="null"/>: it is a file.</summary>
    public WorkloadAddress? Object => WorkloadAddress.Parse(Text);

    /// <summary>What it is to every program, wherever that runs: a path is absolute.</summary>
    public string Uri => Object is null ? Path.GetFullPath(Text) : Text;

    /// <summary>What the option names.</summary>
    /// <returns><see langword="null"/> where it is neither a path nor an object.</returns>
    public static WorkloadName? OfOption(string text) =>
        text.Length > 0 && (WorkloadAddress.Parse(text) is not null || !text.Contains("://", StringComparison.Ordinal))
            ? new(Option, text)
            : null;

    /// <summary>What the configuration names. A path is one from the folder of its env file.</summary>
    /// <returns><see langword="null"/>: the built-in workload.</returns>
    public static WorkloadName? Of(LoadgenConfiguration configuration, VariableSet variables)
    {
        if (configuration.Planner!.WorkloadUri is not { } uri)
            return null;

        var text = WorkloadAddress.Parse(uri) is null ? Path.Combine(variables.Folder, uri) : uri;
        return new($"{variables.PlaceOf(Variable)}: {Variable}", text);
    }
}
