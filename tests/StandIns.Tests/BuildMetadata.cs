using System.Reflection;

namespace StandIns.Tests;

/// <summary>What the build knows of the places that these tests need.</summary>
internal static class BuildMetadata
{
    public static string Repository => Get("Loadgen.Repository");

    private static string Get(string key) =>
        typeof(BuildMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
