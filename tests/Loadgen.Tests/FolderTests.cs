using System.Runtime.CompilerServices;
using Loadgen.Tests.Support;

namespace Loadgen.Tests;

/// <summary>A project's folders use each other in one direction, so that each can be read without those that stand on it.</summary>
public sealed class FolderTests
{
    [Theory]
    [InlineData("shared/Loadgen")]
    [InlineData("shared/Loadgen.Cloud")]
    [InlineData("shared/Loadgen.Analysis")]
    [InlineData("shared/Loadgen.Import")]
    [InlineData("shared/Emulation")]
    [InlineData("shared/Simulation")]
    [InlineData("functions/Cli")]
    [InlineData("functions/Samples")]
    public void No_folders_use_each_other_in_a_circle(string project)
    {
        var sources = SourcesOf(project);

        Assert.NotEmpty(sources);
        var circle = new FolderGraph(sources).FindCircle();
        Assert.True(circle is null, $"{project}: {circle}");
    }

    public static TheoryData<string, string, string> Uses => new()
    {
        { "using X.B;\nnamespace X.A; class One;", "X.A → X.B → X.A", "a using" },
        { "using static X.B.Two;\nnamespace X.A; class One;", "X.A → X.B → X.A", "a using of a type's members" },
        { "using Other = X.B.Two;\nnamespace X.A; class One;", "X.A → X.B → X.A", "an alias" },
        { "namespace X.A; class One { B.Two two; }", "X.A → X.B → X.A", "a name that begins at the common namespace" },
        { "namespace X.A; class One { int two = global::X.B.Two.Value; }", "X.A → X.B → X.A", "a whole name" },
        { "using X.C;\nnamespace X.A; class One;", "X.A → X.C → X.B → X.A", "by way of a third one" },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_circle_is_written_out_with_a_file_for_each_arrow(string one, string circle, string reason)
    {
        var found = FindCircle(one);

        Assert.True(found?.Split('\n')[0] == circle, $"{reason}: {found}");
        Assert.Contains("\n  X.B → X.A: Two.cs", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namespace X.A; class One;", "nothing used")]
    [InlineData("namespace X.A; class One; // B.Two", "a comment")]
    [InlineData("namespace X.A; class One { int two = it.B.Two; }", "a member of something else")]
    [InlineData(
        "using Y.B;\nnamespace X.A; class One { int two = B.Count; }", "another project's namespace, and a property of the same name")]
    public void What_is_no_use_makes_no_circle(string one, string reason) => Assert.True(FindCircle(one) is null, reason);

    private static string? FindCircle(string one) => new FolderGraph(
    [
        ("One.cs", one), ("Two.cs", "using X.A;\nnamespace X.B; class Two;"), ("Three.cs", "using X.B;\nnamespace X.C; class Three;"),
    ]).FindCircle();

    private static List<(string File, string Text)> SourcesOf(string project, [CallerFilePath] string self = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "..", "..", project));
        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file))
                .Where(file => file.Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
                .Order(StringComparer.Ordinal)
                .Select(file => (file, File.ReadAllText(Path.Combine(folder, file)))),
        ];
    }
}
