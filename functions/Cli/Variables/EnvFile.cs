using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Loadgen.Cli.Variables;

/// <summary>
/// Reads the files that <c>gcloud --env-vars-file</c> takes: flat YAML, <c>KEY: "value"</c>, block strings for JSON. Numbers and booleans
/// without quotation marks are taken as they are written.
/// </summary>
internal static class EnvFile
{
    private const int Largest = 1024 * 1024;

    /// <exception cref="UsageException">
    /// It cannot be read, or is not such a file. The message names file, line and key, and never a value.
    /// </exception>
    public static VariableSet Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest })
                throw new UsageException($"{path}: larger than {Largest / 1024} KiB; allowed is a flat YAML file of variables.");
            return Parse(path, File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read ({Reason(e)}).", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new UsageException($"{path}: is not UTF-8.", e);
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What is in it.</param>
    /// <inheritdoc cref="Read"/>
    public static VariableSet Parse(string path, string text)
    {
        var entries = new Dictionary<string, (string Value, int Line)>(StringComparer.Ordinal);
        foreach (var (key, value) in RootOf(path, text))
        {
            var line = (int)key.Start.Line;
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw new UsageException($"{path}:{line}: a key is {Kind(key)}; allowed: a variable's name.");
            if (value is not YamlScalarNode scalar)
            {
                throw new UsageException(
                    $"{path}:{line}: {name} is {Kind(value)}; allowed: text. Write JSON as a block string: {name}: |-");
            }

            entries[name] = (IsNull(scalar) ? "" : scalar.Value ?? "", line);
        }

        return new(
            path,
            name => entries.TryGetValue(name, out var entry) ? entry.Value : null,
            name => entries.TryGetValue(name, out var entry) ? entry.Line : null)
        {
            Folder = Path.GetDirectoryName(path) ?? "",
            Strangers = [.. entries.Keys.Except(VariableSet.Names).OrderBy(name => entries[name].Line)],
        };
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> RootOf(string path, string text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new UsageException($"{path}:{e.Start.Line}: {Complaint(e)}", e);
        }

        return yaml.Documents switch
        {
            [] => [],
            [{ RootNode: YamlMappingNode mapping }] => mapping.Children,
            [{ RootNode: var root }] => throw new UsageException(
                $"{path}:{root.Start.Line}: the file is {Kind(root)}; allowed: lines of KEY: \"value\"."),
            [_, var second, ..] => throw new UsageException(
                $"{path}:{second.RootNode.Start.Line}: a second YAML document begins; allowed is one."),
        };
    }

    /// <summary>The parser's messages may quote a value, which may be a secret. Only the one about a duplicate key is passed on.</summary>
    private static string Complaint(YamlException e)
    {
        const string duplicate = "Duplicate key ";
        return e.Message.StartsWith(duplicate, StringComparison.Ordinal)
            ? $"{e.Message[duplicate.Length..].Trim()} stands there a second time; allowed is once."
            : $"not YAML from column {e.Start.Column} on; allowed: lines of KEY: \"value\", with JSON as a block string (KEY: |-).";
    }

    private static bool IsNull(YamlScalarNode scalar) => scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" or "Null" or "NULL" };

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "empty",
        _ => "text",
    };

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "access is denied, or it is a folder",
        _ => e.GetType().Name,
    };
}
