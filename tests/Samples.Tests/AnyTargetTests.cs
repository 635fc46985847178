using System.Net;
using Loadgen.Samples.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Samples.Tests;

public sealed class AnyTargetTests : IDisposable
{
    private readonly SampleServer _server = SampleServer.Start<AnyTarget>();

    [Theory]
    [InlineData("{}", "nothing to do")]
    [InlineData("""{"anything":[1,{"x":null}]}""", "what it does not know")]
    [InlineData("""{"duration_ms":0}""", "no time")]
    [InlineData("""{"duration_ms":null}""", "no time that is known")]
    public async Task Any_object_is_answered_at_once(string body, string reason)
    {
        var reply = await _server.PostAsync(body);

        Assert.True(
            reply.Body.GetRawText() is """{"status":"ok","sample":true,"function_id":"any_target","duration_ms":0}""",
            $"{reason}: {reply.Body}");
    }

    [Fact]
    public async Task A_duration_is_waited_for_on_its_clock()
    {
        var clock = new FakeTimeProvider(SampleServer.Now);
        using var server = SampleServer.Start<AnyTarget>(services => services.AddSingleton<TimeProvider>(clock));

        var call = server.PostAsync("""{"duration_ms":1500.5}""");
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(0.5));
            await Task.Yield();
        }

        var taken = (await call).Body.GetProperty("duration_ms").GetDouble();
        Assert.InRange(taken, 1500.5, 1600);
    }

    [Theory]
    [InlineData("""{"duration_ms":600001}""", 422, "found 600001; allowed: a number from 0 to 600000", "longer than a push may take")]
    [InlineData("""{"duration_ms":-1}""", 422, "found -1; allowed: a number from 0 to 600000", "in the past")]
    [InlineData("""{"duration_ms":1e999}""", 422, "found 1e999; allowed: a number from 0 to 600000", "beyond any number type")]
    [InlineData("""{"duration_ms":"1"}""", 400, "found the text '1'; allowed: a number from 0 to 600000", "text")]
    public async Task Another_duration_is_refused(string body, int status, string error, string reason)
    {
        var reply = await _server.PostAsync(body);

        Assert.Equal((status, $"duration_ms: {error}", reason), ((int)reply.Status, reply.Text("error"), reason));
    }

    [Theory]
    [InlineData("fd8a2430aa1d", "fd8a2430aa1d", "a name")]
    [InlineData("A.b_c-1", "A.b_c-1", "every kind of character that a name may have")]
    [InlineData("...", "...", "three dots are a name like any other")]
    [InlineData(".", ".", "where a URL would stay")]
    [InlineData("..", "..", "where a URL would go back")]
    public async Task It_is_called_what_the_end_of_its_URL_says(string target, string name, string reason)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/us-east1/{AnyTarget.PathOf(target)}");
        post.Content = new StringContent("{}");

        var reply = await _server.SendAsync(post);

        Assert.Equal((HttpStatusCode.OK, name, reason), (reply.Status, reply.Text("function_id"), reason));
        Assert.Equal(name, Assert.Single(_server.Lines).FunctionId);
    }

    [Fact]
    public async Task What_is_no_name_is_not_taken_for_one()
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, "/us-east1/no%20name");
        post.Content = new StringContent("{}");

        Assert.Equal("any_target", (await _server.SendAsync(post)).Text("function_id"));
    }

    public void Dispose() => _server.Dispose();
}
