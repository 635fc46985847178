using Loadgen.Cli.Rehearsals.Hosts;
using Spectre.Console;

namespace Loadgen.Cli.Up.Processes;

/// <summary>
/// What all processes print: in one stream, each line behind its process's name, in a colour of its own; and in a file for each process.
/// </summary>
/// <param name="folder">Where the files lie.</param>
internal sealed class ProcessLogs(Shell shell, string folder) : IDisposable
{
    // ANSI's colours without black and white, which are invisible on one background or the other.
    private static readonly int[] Colours = [96, 92, 93, 95, 94, 91, 36, 32, 33, 35, 34, 31];

    private readonly Lock _gate = new();
    private readonly List<HostLog> _files = [];
    private readonly bool _isColoured = shell.IsLive
        && shell.Console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    private int _width;

    /// <summary>Opens a process's log.</summary>
    /// <param name="name">Stands before its lines, and names its file.</param>
    /// <returns>Writes a line.</returns>
    public Action<string> Open(string name)
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
            lock (_gate)
            {
                var padded = name.PadRight(_width);
                shell.Out.WriteLine(_isColoured ? $"\e[{colour}m{padded}\e[0m │ {line}" : $"{padded} | {line}");
            }
        };
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
