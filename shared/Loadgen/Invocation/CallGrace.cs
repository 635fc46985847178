namespace Loadgen.Invocation;

/// <summary>
/// How long calls in flight may go on once their instance stops: 7 of the 10 s that it has then. What is left is for storing what came of
/// them.
/// </summary>
public sealed class CallGrace
{
    private static readonly TimeSpan AfterStop = TimeSpan.FromSeconds(7);

    /// <param name="stopping">Cancelled when the instance is told to stop.</param>
    /// <param name="time">The instance's clock.</param>
    public CallGrace(CancellationToken stopping, TimeProvider time)
    {
        // Neither source is disposed of: they live as long as the instance.
        var over = new CancellationTokenSource();
        Over = over.Token;
        stopping.Register(() => new CancellationTokenSource(AfterStop, time).Token.Register(over.Cancel));
    }

    /// <summary>Cancelled when calls in flight are to be given up.</summary>
    public CancellationToken Over { get; }
}
