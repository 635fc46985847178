namespace Crash.Tests.Cloud;

/// <summary>What the processes of one test print, a file each, and their clock; deleted with the test unless it failed.</summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("loadgen-crash-").FullName;

    /// <summary>The clock of its processes.</summary>
    public string ClockFile => System.IO.Path.Combine(Path, "clock");

    /// <summary>What hours are planned from.</summary>
    public string WorkloadFile => System.IO.Path.Combine(Path, "workload.json");

    /// <summary>Nobody needs to read it.</summary>
    public bool HasPassed { get; set; }

    /// <summary>The file of one process.</summary>
    public string FileOf(string process) => System.IO.Path.Combine(Path, $"{process}.log");

    public void Dispose()
    {
        if (HasPassed)
            Directory.Delete(Path, recursive: true);
    }
}
