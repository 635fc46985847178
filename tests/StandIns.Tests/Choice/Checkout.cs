using System.IO.Compression;
using System.Text.RegularExpressions;
using Loadgen.Testing.Processes;

namespace StandIns.Tests.Choice;

/// <summary>
/// A checkout with one project that asks for all of Google's families; beside it the only feed that NuGet knows, and NuGet's own folder.
/// </summary>
internal sealed partial class Checkout : IDisposable
{
    /// <summary>Against a hang.</summary>
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(10);
    private static readonly string Repository = BuildMetadata.Repository;

    /// <summary>Id → version, as the repository pins them.</summary>
    private static readonly Dictionary<string, string> Pins = Pin()
        .Matches(File.ReadAllText(Path.Combine(Repository, "Directory.Packages.props")))
        .ToDictionary(pin => pin.Groups["id"].Value, pin => pin.Groups["version"].Value, StringComparer.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("choice-").FullName;

    public Checkout()
    {
        Copy("Directory.Packages.props", "Directory.Solution.targets");
        Copy(FilesIn(Path.Combine("shared", "StandIns"), "StandIns.*"));
        Copy(FilesIn(Path.Combine("shared", "StandIns", "Probe"), "*"));
        Write("shared/StandIns/Google.Cloud.Functions/build/Google.Cloud.Functions.Hosting.props", "<Project />");
        Write("shared/StandIns/Google.Cloud.Functions/build/Google.Cloud.Functions.Hosting.targets", "<Project />");
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <Import Project="shared/StandIns/StandIns.props" />
            </Project>
            """);
        Write("Directory.Build.targets", """<Project><Import Project="shared/StandIns/StandIns.targets" /></Project>""");
        foreach (var standIn in Families.Values)
            Write($"shared/StandIns/{standIn}/{standIn}.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>{string.Concat(Families.Keys.Select(id => $"<PackageReference Include=\"{id}\" />"))}</ItemGroup>
            </Project>
            """);
        UseFeed(Feed);
    }

    /// <summary>What the project asks for, and the stand-in's folder.</summary>
    public static Dictionary<string, string> Families { get; } = new(StringComparer.Ordinal)
    {
        ["Google.Cloud.Functions.Hosting"] = "Google.Cloud.Functions",
        ["Google.Events.Protobuf"] = "Google.Events.Protobuf",
        ["Google.Cloud.Storage.V1"] = "Google.Cloud.Storage.V1",
        ["Google.Cloud.PubSub.V1"] = "Google.Cloud.PubSub.V1",
    };

    public string Answers => Path.Combine(_folder, "checkout", ".standins", "answers.props");

    private string Feed => Path.Combine(_folder, "feed");

    private string Packages => Path.Combine(_folder, "packages");

    /// <summary>Has the feed serve a package, in the pinned version unless told otherwise.</summary>
    public void Serve(string id, string? version = null, string dependencies = "")
    {
        version ??= Pins[id];
        Directory.CreateDirectory(Feed);
        using var package = ZipFile.Open(Path.Combine(Feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var writer = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open()))
        {
            writer.Write($"""
                <package><metadata><id>{id}</id><version>{version}</version><authors>a test</authors><description>Empty.</description>
                <dependencies><group targetFramework="net10.0">{dependencies}</group></dependencies></metadata></package>
                """);
        }

        package.CreateEntry("lib/net10.0/_._");
    }

    /// <summary>Takes a package from the feed, and out of NuGet's own folder.</summary>
    public void Lose(string id)
    {
        Directory.Delete(Path.Combine(Packages, id.ToLowerInvariant()), recursive: true);
        File.Delete(Path.Combine(Feed, $"{id}.{Pins[id]}.nupkg"));
    }

    /// <summary>Names the only source, in a config file above the checkout.</summary>
    public void UseFeed(string source)
    {
        Directory.CreateDirectory(Feed);
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="only" value="{source}" allowInsecureConnections="true" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>Runs <c>dotnet</c> on the project.</summary>
    public async Task<(int Code, string Output)> DotnetAsync(string command, params string[] arguments)
    {
        var program = ChildProgram.Dotnet([command, "App", "-tl:off", "-nodeReuse:false", .. arguments]) with
        {
            Folder = Path.Combine(_folder, "checkout"),
            // What the test run's own build has set is not for this one.
            Inherits = static name => !name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && name is not "GooglePackages",
            Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = Packages },
        };
        var result = await ChildProcess.RunAsync(program, TestTimeout);
        return (result.ExitCode, result.Output + result.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] FilesIn(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Repository, folder), pattern).Select(file => Path.GetRelativePath(Repository, file))];

    private void Copy(params string[] files)
    {
        foreach (var file in files)
            Write(file, File.ReadAllText(Path.Combine(Repository, file)));
    }

    private void Write(string file, string content)
    {
        var path = Path.Combine(_folder, "checkout", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    [GeneratedRegex(
        """<PackageVersion Include="(?<id>[^"]+)" Version="\[?(?<version>[^"\]]+)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Pin();
}
