using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Judges;

/// <summary>Whether the store can be blamed: by what its requests came to, never by what the faults might have been.</summary>
internal static class StoreReach
{
    /// <summary>The longest pause between two attempts, and what they take.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(12);

    /// <summary>Whether an instance tried all the time to store its lines, and in vain.</summary>
    public static bool TriedInVain(History history, Life life, DateTimeOffset from, DateTimeOffset to)
    {
        var covered = from;
        foreach (var request in history.Requests.Where(request => request.By.Life == life && IsOfLog(request.Name)))
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
    public static bool WasHindered(History history, Life life, DateTimeOffset from, DateTimeOffset to) =>
        history.Requests.Any(request => request.By.Life == life && IsHindrance(request, from, to));

    /// <summary>Whether the store failed a push, or another one that it may have waited for in its instance.</summary>
    public static bool HasFailed(History history, Push push, DateTimeOffset until) => history.Requests.Any(request =>
        request.HasFailed && request.By.Life == push.Life && request.From <= until && request.To + LongestPause >= push.From);

    /// <summary>Whether anything failed for a push.</summary>
    public static bool HasFailed(History history, Push push) =>
        history.Requests.Any(request => request.By == push && request.HasFailed)
        || history.Publications.Any(publication => publication.By == push && publication.HasFailed);

    private static bool IsHindrance(StoreRequest request, DateTimeOffset from, DateTimeOffset to) =>
        request.From <= to
        && (request.To is null || request.To > from)
        && (request.HasFailed || request.Fate == StoreFate.Overtaken || request.To is null || request.To > to);

    private static bool IsOfLog(string name) =>
        name.EndsWith(".jsonl", StringComparison.Ordinal) || name.Contains("/parts/", StringComparison.Ordinal);
}
