using Loadgen.Calls;

namespace Loadgen.Tests.Calls.Http;

/// <summary>What a proxy adds would be measured as the target's.</summary>
public sealed class HttpEventCallerProxyTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    [Fact]
    public async Task No_proxy_is_used_whatever_the_environment_says()
    {
        await using var proxy = ScriptedTarget.Answering(Ok);
        await using var target = ScriptedTarget.Answering(Ok);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new System.Net.WebProxy(proxy.Target().Url); // What HTTP_PROXY says, once the process has read it.
        try
        {
            var result = await Calling.Caller().CallAsync(target.Target());
            Assert.Equal(Outcome.Ok, result.Outcome);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Empty(proxy.Requests);
        Assert.Single(target.Requests);
    }
}
