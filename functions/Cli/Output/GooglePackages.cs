using System.Reflection;

namespace Loadgen.Cli.Output;

/// <summary>Which of Google's packages this program was built with: a rehearsal with stand-ins proves a little less.</summary>
internal static class GooglePackages
{
    /// <summary>One line: each family, genuine or a stand-in, and why.</summary>
    public static string Line => "Google packages: " + typeof(GooglePackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key is nameof(GooglePackages)).Value;
}
