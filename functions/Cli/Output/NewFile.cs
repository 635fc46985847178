using System.Globalization;
using System.Text;

namespace Loadgen.Cli.Output;

/// <summary>A file that is there once it is whole, and not at all otherwise.</summary>
internal static class NewFile
{
    /// <summary>Writes text beside its place, and moves it there.</summary>
    /// <inheritdoc cref="Write{T}(string, string, bool, Func{string, T})"/>
    public static T Write<T>(string option, string path, bool overwrites, Func<TextWriter, T> write) =>
        Write(option, path, overwrites, (string beside) =>
        {
            using var output = new StreamWriter(beside, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return write(output);
        });

    /// <summary>Has it written beside its place, and moves it there.</summary>
    /// <param name="option">Where the operator named it.</param>
    /// <param name="overwrites">Whether it may replace a file.</param>
    /// <exception cref="UsageException">There is such a file already, or it cannot be written.</exception>
    public static T Write<T>(string option, string path, bool overwrites, Func<string, T> write)
    {
        Check(option, path, overwrites);
        var beside = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var result = write(beside);
            Check(option, path, overwrites);
            File.Move(beside, path, overwrites);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {path} cannot be written ({e.Message.TrimEnd('.')}).", e);
        }
        finally
        {
            // Where there is no such folder, there is nothing to delete, and that would be an error.
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    /// <summary>Refuses what cannot be written, before there is anything to write.</summary>
    /// <exception cref="UsageException">It is there already, or a folder.</exception>
    public static void Check(string option, string path, bool overwrites)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{option}: found '{path}', which is a folder; allowed: a file.");
        if (!overwrites && File.Exists(path))
            throw new UsageException($"{option}: found '{path}', which is there already; allowed: a new file, or --force to replace it.");
    }
}
