namespace Loadgen.Terraform.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder that the solution lies in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The root module.</summary>
    public static string Terraform { get; } = Path.Combine(Root, "terraform");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Loadgen.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"There is no Loadgen.slnx above {AppContext.BaseDirectory}.");
    }
}
