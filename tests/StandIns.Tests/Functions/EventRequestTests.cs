using Google.Cloud.Functions.Testing;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

public sealed class EventRequestTests(KestrelFunction kestrel, FunctionTestServer<EventFunction> server)
    : IClassFixture<KestrelFunction>, IClassFixture<FunctionTestServer<EventFunction>>
{
    public static TheoryData<string> Reasons => EventRequests.Reasons;

    [Theory, MemberData(nameof(Reasons))]
    public async Task On_Kestrel_it_gets_its_status_and_an_empty_body(string reason)
    {
        var expected = EventRequests.All[reason];
        using var request = expected.ToMessage();
        using var response = await kestrel.Client.SendAsync(request);

        Assert.Equal(expected.Status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory, MemberData(nameof(Reasons))]
    public async Task On_the_test_server_as_well_except_that_what_the_function_throws_arrives_as_it_is(string reason)
    {
        var expected = EventRequests.All[reason];
        using var client = server.CreateClient();
        using var request = expected.ToMessage();
        if (expected.Status == 500)
        {
            var thrown = await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(request));
            Assert.Contains("as the message says", thrown.ToString(), StringComparison.Ordinal);
            return;
        }

        using var response = await client.SendAsync(request);
        Assert.Equal(expected.Status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_startups_middleware_comes_before_the_function()
    {
        using var request = EventRequests.All["a raw push"].ToMessage();
        using var response = await kestrel.Client.SendAsync(request);

        Assert.Equal(nameof(ReceivingStartup), Assert.Single(response.Headers.GetValues("x-passed")));
    }
}
