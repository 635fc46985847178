using System.Globalization;

namespace Loadgen.Simulation.Kernel;

/// <summary>What happened in a simulated hour, for a person to read.</summary>
/// <param name="isKept">Whether anybody will read it; otherwise nothing is noted.</param>
internal sealed class Timeline(TimeProvider time, bool isKept)
{
    private readonly List<string> _lines = [];

    /// <summary>A line each.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public void Add(string who, FormattableString what)
    {
        if (isKept)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} {who,-12} {what}").TrimEnd());
    }
}
