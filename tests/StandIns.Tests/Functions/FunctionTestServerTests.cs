using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

public sealed class FunctionTestServerTests
{
    [Fact]
    public async Task What_the_function_logs_is_kept_with_its_scopes()
    {
        using var server = FunctionTestServerBuilder.Create<EventFunction>().Build();
        using var client = server.CreateClient();
        using var request = EventRequests.All["a raw push"].ToMessage();
        using var response = await client.SendAsync(request);

        var entry = Assert.Single(server.GetFunctionLogEntries());
        Assert.Equal("Received 1 on attempt 0", entry.Message);
        Assert.NotEmpty(entry.Scopes);
        Assert.Equal("[Information]: Received 1 on attempt 0", entry.ToString());

        server.ClearLogs();
        Assert.Empty(server.GetFunctionLogEntries());
    }

    public static TheoryData<FunctionsStartup[]?, string, string> Startups => new()
    {
        { null, "from the startup", "the function's own, where nothing is said" },
        { [], "none", "none replaces them too" },
        { [new TestStartup()], "from the test", "another one" },
    };

    [Theory, MemberData(nameof(Startups))]
    public async Task Startups_handed_to_the_builder_replace_the_functions_own(FunctionsStartup[]? startups, string greeting, string reason)
    {
        var builder = FunctionTestServerBuilder.Create<HttpFunction>();
        using var server = (startups is null ? builder : builder.UseFunctionsStartups(startups)).Build();
        using var client = server.CreateClient();

        Assert.True(greeting == await client.GetStringAsync(new Uri("/", UriKind.Relative)), reason);
    }

    [Fact]
    public void The_assemblys_startups_come_first_where_the_order_does_not_say_otherwise() =>
        Assert.Equal(
            [typeof(ReceivingStartup), typeof(GreetingStartup)],
            FunctionsStartupAttribute.GetStartupTypes(typeof(HttpFunction).Assembly, typeof(HttpFunction)));

    private sealed class TestStartup : FunctionsStartup
    {
        public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
            configuration.AddInMemoryCollection([new("greeting", "from the test")]);
    }
}
