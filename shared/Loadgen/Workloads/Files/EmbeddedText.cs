namespace Loadgen.Workloads.Files;

/// <summary>The files of this folder that are part of the assembly.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var content = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }
}
