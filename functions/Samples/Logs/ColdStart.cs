namespace Loadgen.Samples.Logs;

/// <summary>Tells the first request of a host from those that follow. One for each host.</summary>
public sealed class ColdStart
{
    private int _requests;

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it is the first.</returns>
    public bool IsFirst() => Interlocked.Exchange(ref _requests, 1) == 0;
}
