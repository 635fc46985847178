using System.Globalization;
using System.Text;

namespace Loadgen.Cli.Imports;

/// <summary>A file that is there once it is whole, and not at all otherwise.</summary>
internal static class NewFile
{
    /// <summary>Writes it beside its place, and moves it there.</summary>
    /// <param name="overwrites">Whether it may replace a file.</param>
    /// <exception cref="UsageException">There is such a file already, or it cannot be written.</exception>
    public static T Write<T>(string path, bool overwrites, Func<TextWriter, T> write)
    {
        Check(path, overwrites);
        var beside = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            T result;
            using (var output = new StreamWriter(beside, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                result = write(output);
            Check(path, overwrites);
            File.Move(beside, path, overwrites);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out: {path} cannot be written ({e.Message.TrimEnd('.')}).", e);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Check(string path, bool overwrites)
    {
        if (Directory.Exists(path))
            throw new UsageException($"--out: found '{path}', which is a folder; allowed: a file.");
        if (!overwrites && File.Exists(path))
            throw new UsageException($"--out: found '{path}', which is there already; allowed: a new file, or --force to replace it.");
    }
}
