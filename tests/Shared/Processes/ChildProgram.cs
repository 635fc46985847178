using System.Diagnostics;

namespace Loadgen.Testing.Processes;

/// <summary>A program, and how a test starts it.</summary>
/// <param name="File">A path, or a name on the PATH.</param>
internal sealed record ChildProgram(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs; <see langword="null"/>: in the test's own folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Which of the test's own variables it gets: all of them, unless told otherwise.</summary>
    public Func<string, bool> Inherits { get; init; } = static _ => true;

    /// <summary>The variables that it gets beside those, or in place of them.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>A .NET assembly, run by the <c>dotnet</c> that runs the tests: there may be another one on the PATH, or none.</summary>
    public static ChildProgram Dotnet(params IReadOnlyList<string> arguments) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    internal ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Folder is not null)
            start.WorkingDirectory = Folder;
        foreach (var name in start.Environment.Keys.Where(name => !Inherits(name)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return start;
    }
}
