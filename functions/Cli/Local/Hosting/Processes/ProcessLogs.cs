using System.Text;
using Loadgen.Cli.Local.Views;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>
/// What all processes print: in a file for each process, and what an operator has to see of it in a view. Where everything is wanted, also
/// in one stream, each line behind its process's name, in a colour of its own.
/// </summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="isVerbose">Whether everything is wanted.</param>
internal sealed class ProcessLogs(Shell shell, UpView view, string folder, bool isVerbose) : IDisposable
{
    // ANSI's colours without black and white, which are invisible on one background or the other.
    private static readonly int[] Colours = [96, 92, 93, 95, 94, 91, 36, 32, 33, 35, 34, 31];

    private readonly Lock _gate = new();
    private readonly List<HostLog> _files = [];
    private int _width;

    /// <summary>Opens a process's log.</summary>
    /// <param name="name">Stands before its lines, and names its file.</param>
    /// <param name="lines">Takes lines that are JSON, such as those of a run's log; <see langword="null"/>: there are none.</param>
    /// <returns>Writes a line.</returns>
    public Action<string> Open(string name, Action<ReadOnlyMemory<byte>>? lines = null)
    {
        var file = new HostLog(Path.Combine(folder, $"{name}.log"), shell.Time);
        int colour;
        lock (_gate)
        {
            colour = Colours[_files.Count % Colours.Length];
            _files.Add(file);
            _width = Math.Max(_width, name.Length);
        }

        return line =>
        {
            file.Write(line);
            if (isVerbose)
                Print(name, colour, line);
            if (ProcessLine.Read(line) is { } trouble)
                Show(name, trouble);
            else if (line.StartsWith('{'))
                lines?.Invoke(Encoding.UTF8.GetBytes(line));
        };
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private void Show(string name, ProcessLine line)
    {
        // What this command says names the process itself.
        var text = line.IsOwn ? line.Text : $"{name}: {line.Text}";
        if (line.IsFailure)
            view.Fail(text);
        else
            view.Warn(text);
    }

    private void Print(string name, int colour, string line)
    {
        lock (_gate)
            shell.Out.WriteLine($"{shell.Coloured(name.PadRight(_width), colour)} │ {line}");
    }
}
