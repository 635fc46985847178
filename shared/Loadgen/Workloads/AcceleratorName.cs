using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Workloads;

/// <summary>The names of accelerators in workloads and messages.</summary>
internal static class AcceleratorName
{
    private const string None = "none";
    private const string Gpu = "gpu";

    public static string ToName(this Accelerator accelerator) => accelerator is Accelerator.Gpu ? Gpu : None;

    /// <exception cref="JsonFormatException">There is no such member, or it is no accelerator.</exception>
    public static Accelerator Read(JsonElement parent, string name) => parent.Text(name) switch
    {
        None => Accelerator.None,
        Gpu => Accelerator.Gpu,
        var other => throw JsonFormatException.Wrong(name, other, $"are {None} and {Gpu}"),
    };
}
