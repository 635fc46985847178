using System.Net;
using System.Text;
using Google.Apis.Auth.OAuth2.Responses;
using Loadgen.Cloud.Storage;
using Loadgen.Storage;
using Loadgen.Testing.Http;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cloud.Tests.Storage;

public sealed class CloudObjectStoreErrorTests
{
    private static readonly Dictionary<string, Func<CloudObjectStore, CancellationToken, Task>> Operations = new(StringComparer.Ordinal)
    {
        ["read"] = (store, token) => store.ReadAsync("a", token),
        ["read a part of"] = (store, token) => store.ReadPartAsync("a", 5, 10, token),
        ["list"] = (store, token) => store.ListAsync("a", token),
        ["write"] = (store, token) => store.WriteAsync("a", Encoding.UTF8.GetBytes("x"), "text/plain", 7, token),
        ["compose"] = (store, token) => store.ComposeAsync("a", ["a", "b"], "text/plain", 7, token),
        ["delete"] = (store, token) => store.DeleteAsync("a", 7, token),
    };

    public static TheoryData<string> Verbs => [.. Operations.Keys];

    [Theory]
    [InlineData("write")]
    [InlineData("compose")]
    [InlineData("delete")]
    public async Task A_lost_race_is_told_as_one(string verb)
    {
        var http = new ScriptedHttp(_ => ScriptedHttp.Error(412));

        var error = await Assert.ThrowsAsync<ObjectPreconditionException>(() => Run(verb, http));

        Assert.Equal("a", error.Name);
    }

    /// <summary>
    /// As Google's storage-testbench does it: a session counts as complete once its content has arrived, also where it was refused, and
    /// whoever asks again is told of an object that is not there.
    /// </summary>
    [Fact]
    public async Task A_write_that_was_refused_is_never_taken_for_a_success_by_a_server_that_forgets_it()
    {
        var puts = 0;
        var http = new ScriptedHttp(request => request switch
        {
            { Method.Method: "POST", Uri: var uri } when uri.Contains("=resumable", StringComparison.Ordinal) => Answers.Session(),
            { Method.Method: "PUT" } when puts++ == 0 => throw new HttpRequestException("the answer 412 was lost"),
            { Method.Method: "PUT" } => ScriptedHttp.Json("""{"name": "a", "generation": "8"}"""),
            _ => ScriptedHttp.Error(412),
        });

        await Assert.ThrowsAsync<ObjectPreconditionException>(() => Run("write", http));
    }

    public static TheoryData<string, int, string> PassingErrors()
    {
        var table = new TheoryData<string, int, string>();
        foreach (var verb in Operations.Keys)
        {
            table.Add(verb, 408, "requestTimeout");
            table.Add(verb, 409, "conflict"); // another request is at work on the object
            table.Add(verb, 429, "rateLimitExceeded");
            table.Add(verb, 403, "rateLimitExceeded"); // the same, as older parts of the service say it
            table.Add(verb, 500, "backendError");
            table.Add(verb, 503, "backendError");
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(PassingErrors))]
    public async Task A_passing_error_is_unavailability_after_one_request(string verb, int status, string reason)
    {
        var http = new ScriptedHttp(ScriptedHttp.Error(status, reason: reason));

        var error = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Run(verb, http));

        var what = verb is "list" ? "list the objects 'a*'" : $"{verb} the object 'a'";
        Assert.Contains($"{what} in bucket 'logs': {status}", error.Message, StringComparison.Ordinal);
        Assert.Single(http.Asked);
    }

    public static TheoryData<string, Exception> TransportErrors()
    {
        var table = new TheoryData<string, Exception>();
        foreach (var verb in Operations.Keys)
        {
            table.Add(verb, new HttpRequestException("connection refused"));
            table.Add(verb, new IOException("connection reset"));
            table.Add(verb, new TaskCanceledException("HttpClient.Timeout")); // not by our token
            table.Add(
                verb, new TokenResponseException(new TokenErrorResponse { Error = "unavailable" }, HttpStatusCode.ServiceUnavailable));
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(TransportErrors), DisableDiscoveryEnumeration = true)]
    public async Task A_lost_answer_is_unavailability(string verb, Exception thrown) =>
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Run(verb, new ScriptedHttp((_, _) => throw thrown)));

    [Fact]
    public async Task An_answer_that_is_no_json_leaves_open_whether_the_write_took_effect()
    {
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Run("compose", new ScriptedHttp(ScriptedHttp.Json("<html>"))));
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Run("write", new ScriptedHttp(ScriptedHttp.Json("<html>"))));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_proxys_error_page_is_unavailability(string verb)
    {
        var http = new ScriptedHttp(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") });

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Run(verb, http));
    }

    [Fact]
    public async Task Damaged_content_is_not_returned()
    {
        var http = new ScriptedHttp(Answers.Media("line", generation: 7, hash: "crc32c=AAAAAA=="));

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Run("read", http));
    }

    [Theory]
    [InlineData("read", 403, "storage.objects.get")]
    [InlineData("write", 401, "storage.objects.create")]
    [InlineData("compose", 403, "storage.objects.create")]
    [InlineData("delete", 403, "storage.objects.delete")]
    [InlineData("read a part of", 403, "storage.objects.get")]
    [InlineData("list", 403, "storage.objects.list")]
    [InlineData("write", 404, "bucket 'logs' does not exist")]
    [InlineData("list", 404, "bucket 'logs' does not exist")]
    [InlineData("write", 400, "write the object 'a' in bucket 'logs': 400: said so")]
    public async Task A_lasting_error_says_what_someone_has_to_do(string verb, int status, string named)
    {
        var error = await Assert.ThrowsAsync<CloudStorageException>(() => Run(verb, new ScriptedHttp(_ => ScriptedHttp.Error(status))));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task The_callers_cancellation_stays_one(string verb)
    {
        using var caller = new CancellationTokenSource();
        var run = Operations[verb](Answers.Store(new ScriptedHttp(Hang)), caller.Token);

        await caller.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(caller.Token, error.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Without_an_answer_an_operation_ends_after_its_timeout(string verb)
    {
        var time = new FakeTimeProvider();
        var run = Operations[verb](Answers.Store(new ScriptedHttp(Hang), time), CancellationToken.None);

        time.Advance(CloudObjectStore.OperationTimeout);

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => run);
    }

    private static Task Run(string verb, ScriptedHttp http) => Operations[verb](Answers.Store(http), CancellationToken.None);

    private static async Task<HttpResponseMessage> Hang(AskedRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException("Nobody waits for ever.");
    }
}
