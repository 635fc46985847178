using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Judges;

/// <summary>Whether the store can be blamed: by what its requests came to, never by what the faults might have been.</summary>
internal static class StoreReach
{
    /// <summary>The longest pause between two attempts, and what they take.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(12);

    /// <summary>No request takes longer.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>Whether an instance tried all the time to store its lines, and in vain.</summary>
    public static bool TriedInVain(Life life, DateTimeOffset from, DateTimeOffset to)
    {
        var covered = from;
        foreach (var request in life.OfLines)
        {
            if (request.From > to)
                break;
            if (request.From > covered + LongestPause)
                return false;
            var end = request.To ?? to;
            if (end > covered)
                covered = end;
        }

        return covered + LongestPause >= to;
    }

    /// <summary>Whether something that an instance asked of the store within a time failed, or was not answered by its end.</summary>
    public static bool WasHindered(Life life, DateTimeOffset from, DateTimeOffset to) =>
        life.Failed.Concat(life.Overtaken).Concat(life.Unanswered).Any(request => request.From <= to && !(request.To <= from));

    /// <summary>Whether the store failed a push, or another one that it may have waited for in its instance.</summary>
    public static bool HasFailed(Push push, DateTimeOffset until)
    {
        var failed = push.Life.Failed;
        for (var i = FirstEndingBy(failed, push.From - LongestPause); i < failed.Count && failed[i].To <= until + LongestRequest; i++)
        {
            if (failed[i].From <= until)
                return true;
        }

        return false;
    }

    private static int FirstEndingBy(List<RequestCourse> requests, DateTimeOffset moment)
    {
        var (low, high) = (0, requests.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (requests[middle].To < moment)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
