using System.Runtime.Versioning;
using Loadgen.Testing.Processes;

[assembly: UnsupportedOSPlatform("windows")] // The scripts are for a shell.

namespace CloudBuild.Tests;

/// <summary>
/// Runs the build's scripts as Cloud Build would, in a folder of its own, with tools that only note how they were called.
/// <c>gcloud storage cp</c> copies from and to a folder.
/// </summary>
internal sealed class LocalBuild : IDisposable
{
    private readonly BuildFile _file = BuildFile.Read();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-cloudbuild-");

    public LocalBuild()
    {
        AddTool("dotnet", """
            mkdir -p "$NUGET_PACKAGES"
            [ -f "$NUGET_PACKAGES/xunit" ] || { echo "dotnet downloads" >> "$calls"; echo 2.9.3 > "$NUGET_PACKAGES/xunit"; }
            for last; do :; done
            [ "$1" != run ] || cat "$last"
            """);
        AddTool("terraform", """
            for last; do case $last in -out=*) echo planned > "${last#-out=}" ;; esac; done
            case $1 in apply|show) [ "$(cat "$last")" = planned ] || exit 1 ;; esac
            [ "$1" != show ] || echo scenarios
            """);
        // .ci/env-files, which .ci/terraform tries: the image that `dotnet test` runs in has no Python.
        AddTool("python3", """
            [ "$1 $(cat "$2")" = ".ci/env-files scenarios" ] || exit 1
            mkdir -p "$3"
            for name in baseline static-green; do echo "variables of $name" > "$3/$name.yaml"; done
            """);
        AddTool("gcloud", $$"""
            place() { case $1 in gs://*) echo "{{Bucket}}${1#gs:/}" ;; *) echo "$1" ;; esac; }
            mkdir -p "$(dirname "$(place "$4")")" && cp "$(place "$3")" "$(place "$4")"
            """);
        AddFile("Directory.Packages.props", "versions");
        AddFile("global.json", "sdk");
        AddFile("terraform/main.tf", "");
    }

    /// <summary>Each call of a tool in its order: <c>terraform plan -input=false …</c>.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Of("calls")) ? File.ReadAllLines(Of("calls")) : [];

    /// <summary>The only call that begins like this.</summary>
    public string CallOf(string beginning) => Assert.Single(Calls, call => call.StartsWith(beginning + " ", StringComparison.Ordinal));

    /// <summary>What the scripts printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>A tool and its first argument that fails: <c>terraform plan</c>.</summary>
    public string Failing { get; init; } = "";

    private string Bucket => Of("storage");

    /// <summary>Puts a file into what is submitted, by its path from the root of the repository.</summary>
    public void AddFile(string path, string text)
    {
        var file = Of(Path.Combine("workspace", path));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Everything that is kept in Cloud Storage, by its path.</summary>
    public IReadOnlyList<FileInfo> Kept() =>
        Directory.Exists(Bucket) ? [.. new DirectoryInfo(Bucket).EnumerateFiles("*", SearchOption.AllDirectories)] : [];

    /// <summary>Forgets what the tools were told, and all that a new build would not have.</summary>
    public void StartAnew()
    {
        File.Delete(Of("calls"));
        if (Directory.Exists(Of("volumes")))
            Directory.Delete(Of("volumes"), recursive: true);
    }

    /// <summary>Submits a build.</summary>
    /// <returns>The step that failed, or <see langword="null"/>.</returns>
    public async Task<string?> SubmitAsync(params (string Name, string Value)[] substitutions)
    {
        var values = new Dictionary<string, string>(_file.Substitutions) { ["PROJECT_ID"] = "my-project" };
        foreach (var (name, value) in substitutions)
            values[name] = value;

        await File.WriteAllTextAsync(Of("failing"), Failing);
        var ended = new HashSet<string>();
        // The last one that may run is first: whatever relies on the order of the file alone is found out.
        while (_file.Steps.FindLast(step => !ended.Contains(step.Id) && step.After(_file).All(ended.Contains)) is { } step)
        {
            ended.Add(step.Id);
            if (await RunAsync(step, values) != 0 && !step.AllowFailure)
                return step.Id;
        }

        return ended.Count == _file.Steps.Count ? null : "some steps wait for ever";
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<int> RunAsync(BuildStep step, Dictionary<string, string> values)
    {
        await File.WriteAllTextAsync(Of("script"), step.Script);
        var variables = new Dictionary<string, string> { ["PATH"] = $"{Of("tools")}:/usr/local/bin:/usr/bin:/bin" };
        foreach (var entry in step.Env)
        {
            var parts = entry.Split('=', 2);
            variables[parts[0]] = InVolume(step, Substitution.Apply(parts[1], values));
        }

        var ended = await ChildProcess.RunAsync(new ChildProgram("/bin/sh", Of("script"))
        {
            Folder = Of(Path.Combine("workspace", step.Dir)),
            Inherits = static _ => false,
            Variables = variables,
        });
        Output += ended.Output + ended.Error;
        return ended.ExitCode;
    }

    /// <summary>Volumes are folders here, so a path in one is another path.</summary>
    private string InVolume(BuildStep step, string value)
    {
        if (step.Volumes.Find(volume => value.StartsWith(volume.Path + "/", StringComparison.Ordinal)) is not { } volume)
            return value;
        var local = Directory.CreateDirectory(Of(Path.Combine("volumes", volume.Name))).FullName;
        return local + value[volume.Path.Length..];
    }

    private void AddTool(string name, string effect)
    {
        Directory.CreateDirectory(Of("tools"));
        var path = Of(Path.Combine("tools", name));
        File.WriteAllText(path, $"""
            #!/bin/sh
            calls='{Of("calls")}'
            echo "{name} $*" >> "$calls"
            [ "{name} $1" != "$(cat '{Of("failing")}')" ] || exit 1
            {effect}
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private string Of(string path) => Path.Combine(_folder.FullName, path);
}
