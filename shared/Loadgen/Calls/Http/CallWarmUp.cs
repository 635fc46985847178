using System.Text;
using Loadgen.Configuration;

namespace Loadgen.Calls.Http;

/// <summary>
/// Makes the calls that must not be measured: the first ones of a process, in which code is compiled, the resolver, the HTTP stack and
/// OpenSSL start and the trusted roots are loaded. They take the path of every call, to a listener in this process.
/// </summary>
internal sealed class CallWarmUp
{
    /// <summary>
    /// The first round compiles, the second finds what the first one left to be done when something is used again; the third is for good
    /// measure.
    /// </summary>
    private const int Rounds = 3;

    /// <summary>By then the event is due, warm or not.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"check":"warm-up"}""");

    private static readonly TraceContext Trace = TraceContext.Of(Scenario.A, "", "warm-up");

    private readonly TimeProvider _time;
    private readonly Lazy<Task> _plain;
    private readonly Lazy<Task> _tls;

    public CallWarmUp(TimeProvider time)
    {
        _time = time;
        _plain = new Lazy<Task>(() => RunAsync(tls: false));
        _tls = new Lazy<Task>(() => RunAsync(tls: true));
    }

    /// <summary>Done when the path is warm; once for all who ask. Never fails.</summary>
    public Task EnsureAsync(bool tls) => (tls ? _tls : _plain).Value;

    private async Task RunAsync(bool tls)
    {
        try
        {
            using var listener = new LoopbackTarget(tls, _time);
            var caller = new HttpEventCaller(new HttpCallSettings(Longest, VerifyTls: false, AuthMode.Bearer), _time, idTokens: null);
            var answered = new CallTarget(listener.Url, CallCredentials.None);
            for (var round = 0; round < Rounds; round++)
                await caller.CallAsync(answered, Body, Trace, CancellationToken.None);

            // A failure has a path of its own, and the first exception of a process is a slow one.
            await caller.CallAsync(answered with { Url = listener.UnansweredUrl }, Body, Trace, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No listener (a sandbox without loopback, say) and no warmth: the call is made all the same, and only takes a little longer.
        }
    }
}
