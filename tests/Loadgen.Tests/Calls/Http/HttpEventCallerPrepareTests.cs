using Loadgen.Calls;
using Loadgen.Calls.Http;
using Loadgen.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Calls.Http;

/// <summary>Getting ready, which must do its work and be neither felt nor needed.</summary>
public sealed class HttpEventCallerPrepareTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_target_notices_nothing(string scheme)
    {
        await using var target = ScriptedTarget.Answering("HTTP/1.1 200 OK\r\n\r\n");
        var caller = Calling.Caller(resolve: (host, _) => throw new InvalidOperationException($"'{host}' was resolved."));

        await caller.PrepareAsync(Calling.To($"{scheme}://{target.Authority}/"), CancellationToken.None);

        Assert.Equal(0, target.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_it_calls_instead_answers_like_a_target(bool tls)
    {
        using var listener = new LoopbackTarget(tls, TimeProvider.System);
        var caller = Calling.Caller(verifyTls: false);

        var answered = await caller.CallAsync(new CallTarget(listener.Url, CallCredentials.None));
        var unanswered = await caller.CallAsync(new CallTarget(listener.UnansweredUrl, CallCredentials.None));
        var again = await caller.CallAsync(new CallTarget(listener.Url, CallCredentials.None));

        Assert.Equal(Outcome.Ok, answered.Outcome);
        Assert.NotNull(answered.ResponseJson);
        Assert.NotNull(answered.Timings.Dns);
        Assert.Equal(tls, answered.Timings.Tls is not null);
        Assert.StartsWith("ConnectionClosed: ", unanswered.Error, StringComparison.Ordinal);
        Assert.Equal(Outcome.Ok, again.Outcome);
    }

    [Fact]
    public async Task All_who_ask_share_one_warm_up()
    {
        var warmUp = new CallWarmUp(TimeProvider.System);

        var first = warmUp.EnsureAsync(tls: false);

        Assert.Same(first, warmUp.EnsureAsync(tls: false));
        Assert.NotSame(first, warmUp.EnsureAsync(tls: true));
        await first;
    }

    [Fact]
    public async Task It_needs_no_clock_that_runs()
    {
        await Calling.Caller(new FakeTimeProvider()).PrepareAsync(Calling.To("https://any.example/"), CancellationToken.None)
            .WaitAsync(Calling.TestTimeout, TimeProvider.System);
    }

    [Fact]
    public async Task The_token_is_fetched_ahead_for_the_targets_origin()
    {
        var tokens = new IdTokens(_ => "id-token");

        await Calling.Caller(authMode: AuthMode.Oidc, idTokens: tokens)
            .PrepareAsync(Calling.To("http://any.example:8080/a?b=c"), CancellationToken.None);

        Assert.Equal([new Uri("http://any.example:8080/")], tokens.Origins);
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_yet_is_asked_for_again_by_the_call()
    {
        var attempts = 0;
        var tokens = new IdTokens(_ => ++attempts == 1 ? throw new InvalidOperationException("not yet") : "id-token");
        await using var target = ScriptedTarget.Answering("HTTP/1.1 200 OK\r\n\r\n");
        var caller = Calling.Caller(authMode: AuthMode.Oidc, idTokens: tokens);

        await caller.PrepareAsync(target.Target(), CancellationToken.None);
        var result = await caller.CallAsync(target.Target());

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task It_can_be_given_up()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Calling.Caller().PrepareAsync(Calling.To("http://any.example/"), new CancellationToken(canceled: true)));
    }
}
