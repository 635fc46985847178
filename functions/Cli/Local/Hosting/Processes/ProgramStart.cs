using System.ComponentModel;
using System.Diagnostics;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>A program, and how it is started.</summary>
/// <param name="File">A path, or a name on the PATH.</param>
internal sealed record ProgramStart(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs; <see langword="null"/>: in this process's own folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Variables in place of this process's own; one that is <see langword="null"/> is taken away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Starts it.</summary>
    /// <param name="write">Takes each line that it prints.</param>
    /// <exception cref="LocalCloudException">There is no such program, or it may not be run.</exception>
    public Process Start(Action<string> write)
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder ?? "",
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Pass(line.Data);
        process.ErrorDataReceived += (_, line) => Pass(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new LocalCloudException($"{File} cannot be started ({e.Message}).", e);
        }

        // A program that asks a question gets no answer, rather than the operator's keys.
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Pass(string? line)
        {
            if (line is not null)
                write(line);
        }
    }
}
