using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CloudBuild.Tests;

/// <summary>
/// <c>cloudbuild.yaml</c>, by the names of Cloud Build's REST reference (<c>projects.builds</c>). Only fields that are used here are known:
/// a misspelt one cannot be read.
/// </summary>
internal sealed record BuildFile
{
    public Dictionary<string, string> Substitutions { get; init; } = [];

    public string ServiceAccount { get; init; } = "";

    public string Timeout { get; init; } = "";

    public BuildOptions Options { get; init; } = new();

    public List<string> Tags { get; init; } = [];

    public List<BuildStep> Steps { get; init; } = [];

    /// <summary>Reads the repository's.</summary>
    public static BuildFile Read() => new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build()
        .Deserialize<BuildFile>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cloudbuild.yaml")));
}

internal sealed record BuildOptions
{
    public bool DynamicSubstitutions { get; init; }

    public string Logging { get; init; } = "";
}

internal sealed record BuildStep
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public List<string>? WaitFor { get; init; }

    public string Dir { get; init; } = "";

    public List<string> Env { get; init; } = [];

    public List<BuildVolume> Volumes { get; init; } = [];

    public bool AllowFailure { get; init; }

    public string Timeout { get; init; } = "";

    public string Script { get; init; } = "";

    /// <summary>The steps that must have ended before: by <c>waitFor</c>, else all above it.</summary>
    public IEnumerable<string> After(BuildFile build) =>
        WaitFor?.Where(id => id != "-") ?? build.Steps.TakeWhile(step => step != this).Select(step => step.Id);
}

internal sealed record BuildVolume
{
    public string Name { get; init; } = "";

    public string Path { get; init; } = "";
}

/// <summary>What Cloud Build puts in place of <c>$NAME</c> and <c>${NAME}</c>, in every text but scripts.</summary>
internal static partial class Substitution
{
    /// <summary>Names in a text, without the dollar sign.</summary>
    public static IEnumerable<string> NamesIn(string text) => Names().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>Puts values in, and values into those, as <c>dynamicSubstitutions</c> does.</summary>
    /// <exception cref="KeyNotFoundException">A name has no value: Cloud Build refuses such a build.</exception>
    public static string Apply(string text, IReadOnlyDictionary<string, string> values) =>
        Names().Replace(text, match => Apply(values[match.Groups["name"].Value], values));

    [GeneratedRegex(@"\$(?:\{(?<name>\w+)\}|(?<name>\w+))", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
