namespace Loadgen.Logs;

/// <summary>The right to write an event's line, which comes from its claim: for a time, after which it has to be renewed.</summary>
/// <param name="until">Until when a write may begin.</param>
/// <param name="renew">Renews it, and says until when; <see langword="null"/>: somebody else has it.</param>
public sealed class LineRight(DateTimeOffset until, Func<CancellationToken, Task<DateTimeOffset?>> renew)
{
    private DateTimeOffset _until = until;

    /// <summary>Whether it must be renewed first.</summary>
    internal bool IsOver(DateTimeOffset now) => now >= _until;

    /// <returns>Whether it is still this one's.</returns>
    internal async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        if (await renew(cancellationToken) is not { } until)
            return false;
        _until = until;
        return true;
    }
}
