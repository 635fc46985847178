using System.Globalization;

namespace Loadgen.Simulation;

/// <summary>What happened in a simulated hour, for a person to read.</summary>
/// <param name="time">The hour's clock.</param>
/// <param name="isKept">Whether anybody will read it.</param>
public sealed class Timeline(TimeProvider time, bool isKept)
{
    private readonly List<string> _lines = [];

    /// <summary>A line each.</summary>
    public IReadOnlyList<string> Lines => _lines;

    internal void Add(string who, FormattableString what)
    {
        if (isKept)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} {who,-12} {what.ToString(CultureInfo.InvariantCulture)}"));
    }
}
