using Loadgen.Testing.Processes;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>Programs as they are deployed: published as Google's buildpack does it, and started as its image starts them.</summary>
internal static class Published
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where everything is written that outlives a run.</summary>
    public static string Folder { get; } = Path.Combine(Root, "artifacts", "benchmarks");

    /// <summary>Publishes a project.</summary>
    /// <param name="project">Its file, from the repository's folder on.</param>
    /// <returns>The program's assembly.</returns>
    public static async Task<string> PublishAsync(string project, string assembly, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Root, project);
        var output = Path.Combine(Folder, Path.GetFileNameWithoutExtension(project));
        // The buildpack's own steps. Analysers change nothing that is built; a server that stayed would keep this program's output open.
        var buildable = Path.GetDirectoryName(project)!;
        await DotnetAsync(["restore", "--verbosity", "quiet", file], buildable, cancellationToken);
        string[] publish =
        [
            "publish", "-nologo", "--verbosity", "quiet", "--configuration", "Release", "--output", output, "--no-restore", file,
            "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", "-nodeReuse:false",
        ];
        await DotnetAsync(publish, buildable, cancellationToken);
        return Path.Combine(output, $"{assembly}.dll");
    }

    /// <summary>A published function.</summary>
    public static ChildProgram Function(string assembly, string target, int port, IReadOnlyDictionary<string, string> variables) =>
        ChildProgram.Dotnet(assembly) with
        {
            Folder = Path.GetDirectoryName(assembly),
            Inherits = IsOfMachine,
            Variables = new Dictionary<string, string>(variables, StringComparer.Ordinal)
            {
                ["PORT"] = FormattableString.Invariant($"{port}"),
                ["FUNCTION_TARGET"] = target,
                // What the image is made from sets it, as every image of .NET's.
                ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
            },
        };

    /// <summary>What finds programs and libraries; nothing that configures .NET or a function.</summary>
    private static bool IsOfMachine(string name) => name is "PATH" or "HOME" or "LANG" or "TMPDIR" or "DOTNET_ROOT" or "LD_LIBRARY_PATH";

    /// <param name="buildable">The folder of the project that is published, which the buildpack's environment names.</param>
    private static async Task DotnetAsync(string[] arguments, string buildable, CancellationToken cancellationToken)
    {
        var program = ChildProgram.Dotnet(arguments) with
        {
            Folder = Root,
            Variables = new Dictionary<string, string> { ["GOOGLE_BUILDABLE"] = buildable },
        };
        var result = await ChildProcess.RunAsync(program, Timeout, cancellationToken);
        if (result.ExitCode != 0)
            throw new ScaleException($"dotnet {string.Join(' ', arguments)} failed:\n{result.Output}{result.Error}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Loadgen.slnx")))
                return folder.FullName;
        }

        throw new ScaleException($"{AppContext.BaseDirectory}: found no Loadgen.slnx above it; allowed: a build inside the repository");
    }
}
