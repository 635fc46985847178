using System.Text;
using Loadgen.Calls;
using Loadgen.Calls.Http;
using Loadgen.Configuration;

namespace Loadgen.Tests.Calls.Http;

/// <summary>What the tests of calls share.</summary>
internal static class Calling
{
    public static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"check":"ping"}""");

    public static readonly TraceContext Trace = TraceContext.Of(Scenario.A, "20260120T125900Z", "e:01");

    /// <summary>Real time, against a hang: what must happen may take a busy machine minutes.</summary>
    public static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(10);

    public static HttpEventCaller Caller(
        TimeProvider? time = null, bool verifyTls = true, AuthMode authMode = AuthMode.Bearer, IIdTokenSource? idTokens = null,
        HostResolver? resolve = null) =>
        resolve is null
            ? new HttpEventCaller(
                new HttpCallSettings(TimeSpan.FromSeconds(120), verifyTls, authMode), time ?? TimeProvider.System, idTokens)
            : new HttpEventCaller(
                new HttpCallSettings(TimeSpan.FromSeconds(120), verifyTls, authMode), time ?? TimeProvider.System, idTokens, resolve);

    public static Task<CallResult> CallAsync(this IEventCaller caller, CallTarget target, CancellationToken cancellationToken = default) =>
        caller.CallAsync(target, Body, Trace, cancellationToken).WaitAsync(TestTimeout, TimeProvider.System, CancellationToken.None);

    /// <summary>
    /// That the parts of an answer that arrived whole add up to the latency, and those of a call that was cut short make no more of it; and
    /// that none has a duration behind one without.
    /// </summary>
    public static void AssertPartsAddUp(CallResult result)
    {
        var (dns, connect, tls, firstByte, download) = result.Timings;
        TimeSpan?[] parts = [dns, connect, tls, firstByte, download];
        var sum = parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + (part ?? TimeSpan.Zero));
        if (result.Error is null)
            Assert.Equal(result.Latency, sum);
        else
            Assert.True(sum <= result.Latency, $"{sum} of {result.Latency}");
        Assert.Equal(result.Error is null, download is not null);
        Assert.All(parts, part => Assert.True(part is null || part >= TimeSpan.Zero));

        // TLS is the one part that a call may not have.
        TimeSpan?[] steps = tls is null ? [dns, connect, firstByte, download] : parts;
        Assert.Equal(steps.TakeWhile(part => part is not null).Count(), steps.Count(part => part is not null));
    }

    public static CallTarget To(string url) => new(new Uri(url), CallCredentials.None);
}
