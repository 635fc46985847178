using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Workloads.Files;

/// <summary>The names of accelerators in workloads and messages.</summary>
internal static class AcceleratorName
{
    /// <summary>All there are, for messages.</summary>
    public const string Allowed = $"{None} or {Gpu}";

    private const string None = "none";
    private const string Gpu = "gpu";

    public static string ToName(this Accelerator accelerator) => accelerator is Accelerator.Gpu ? Gpu : None;

    /// <returns><see langword="null"/> where it is none.</returns>
    public static Accelerator? Find(string name) => name switch
    {
        None => Accelerator.None,
        Gpu => Accelerator.Gpu,
        _ => null,
    };

    /// <exception cref="JsonFormatException">There is no such member, or it is no accelerator.</exception>
    public static Accelerator Read(JsonElement parent, string name) =>
        parent.Text(name) is var text && Find(text) is { } accelerator
            ? accelerator
            : throw JsonFormatException.Wrong(name, text, $"are {None} and {Gpu}");
}
