using System.Reflection;

namespace Loadgen;

/// <summary>Which Loadgen this is, as requests and logs say it.</summary>
internal static class LoadgenVersion
{
    /// <summary>The product's version, such as <c>0.9.0</c>, without the commit that a build may add to it.</summary>
    public static string Current { get; } = typeof(LoadgenVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
