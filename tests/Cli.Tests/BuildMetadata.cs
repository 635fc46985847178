using System.Reflection;

namespace Loadgen.Cli.Tests;

/// <summary>Paths that the build has written into this assembly.</summary>
internal static class BuildMetadata
{
    public static string Get(string key) => typeof(BuildMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
