using System.Runtime.InteropServices;

namespace Loadgen.Trace;

/// <summary>An event without its names.</summary>
/// <param name="Function">The function's position among those of the hour, in the ordinal order of their events' IDs.</param>
/// <param name="Index">1-based.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlannedCall(DateTimeOffset Due, int Function, int Index)
{
    /// <summary>By time, and then as the event IDs are in ordinal order.</summary>
    public static int Compare(PlannedCall one, PlannedCall other)
    {
        var order = one.Due.CompareTo(other.Due);
        if (order == 0)
            order = one.Function.CompareTo(other.Function);
        return order == 0 ? CompareIndices(one.Index, other.Index) : order;
    }

    private static int CompareIndices(int one, int other)
    {
        // As texts: 9, 10, 100, 11.
        Span<char> left = stackalloc char[EventIds.MostDigits];
        Span<char> right = stackalloc char[EventIds.MostDigits];
        return EventIds.Write(one, left).SequenceCompareTo(EventIds.Write(other, right));
    }
}
