namespace Loadgen.Cli;

/// <summary>How the command is typed.</summary>
internal static class CommandName
{
    private const string Tool = "loadgen";

    /// <summary>What help and hints print: the name of the installed tool where this is one, otherwise what runs it in a clone.</summary>
    public static string Current { get; } = In(AppContext.BaseDirectory);

    /// <summary>How the program in a folder is typed.</summary>
    public static string In(string folder) =>
        File.Exists(Path.Combine(folder, "DotnetToolSettings.xml")) ? Tool : "dotnet run --project functions/Cli --";
}
