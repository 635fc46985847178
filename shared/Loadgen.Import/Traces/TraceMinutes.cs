using System.Globalization;

namespace Loadgen.Import.Traces;

/// <summary>A part of a trace: minutes by their position, from the first one of the trace, which is 0. Both ends belong to it.</summary>
/// <param name="First">The first minute of it.</param>
/// <param name="Last">The last minute of it.</param>
public sealed record TraceMinutes(int First, int Last)
{
    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed = "two minutes of the trace such as 0..59, both included, from 0, the second one not before the first";

    /// <summary>How many they are.</summary>
    public int Count => Last - First + 1;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <returns><see langword="null"/> where it is anything else.</returns>
    public static TraceMinutes? Parse(string text) =>
        text.Split("..") is [var first, var last]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from <= to && to < int.MaxValue
            ? new(from, to)
            : null;

    /// <summary>The text, such as <c>0..59</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}..{Last}");
}
