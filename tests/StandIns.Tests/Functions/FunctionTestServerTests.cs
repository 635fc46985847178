using CloudNative.CloudEvents;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Testing;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

[FunctionsStartup(typeof(TestStartup))]
public sealed class FunctionTestServerTests : FunctionTestBase<EventFunction>
{
    [Fact]
    public async Task An_event_that_a_test_makes_reaches_the_function()
    {
        await ExecuteCloudEventRequestAsync(
            MessagePublishedData.MessagePublishedCloudEventType,
            new MessagePublishedData { Message = new PubsubMessage { TextData = "hello", MessageId = "m1" }, DeliveryAttempt = 2 },
            new Uri("//pubsub.googleapis.com/projects/p/topics/t", UriKind.RelativeOrAbsolute),
            "subject");

        var (cloudEvent, data) = Assert.Single(Server.Host.Services.GetRequiredService<ReceivedEvents>().All);
        Assert.Equal("//pubsub.googleapis.com/projects/p/topics/t", cloudEvent.Source!.OriginalString);
        Assert.Equal("subject", cloudEvent.Subject);
        Assert.Equal("hello", data!.Message.TextData);
        Assert.Equal(2, data.DeliveryAttempt);
    }

    [Fact]
    public async Task What_the_function_logs_is_kept_with_its_scopes()
    {
        await ExecuteCloudEventRequestAsync(new CloudEvent { Id = "1", Type = "t", Source = new Uri("//s", UriKind.RelativeOrAbsolute), Data = new MessagePublishedData() });

        var entry = Assert.Single(GetFunctionLogEntries());
        Assert.Equal("Received 1 on attempt 0", entry.Message);
        Assert.NotEmpty(entry.Scopes);
        Assert.Equal("[Information]: Received 1 on attempt 0", entry.ToString());

        Server.ClearLogs();
        Assert.Empty(GetFunctionLogEntries());
    }

    [Fact]
    public void Startups_of_the_test_replace_the_functions_own() =>
        Assert.Equal("from the test", Server.Host.Services.GetRequiredService<IConfiguration>()["greeting"]);

    [Fact]
    public async Task Startups_handed_to_the_builder_do_so_as_well_and_null_brings_the_functions_back()
    {
        using var none = FunctionTestServerBuilder.Create<HttpFunction>().UseFunctionsStartups().Build();
        using var own = FunctionTestServerBuilder.Create(typeof(HttpFunction)).UseFunctionsStartups(new TestStartup()).UseFunctionsStartups((IEnumerable<FunctionsStartup>?)null).Build();
        using var noneClient = none.CreateClient();
        using var ownClient = own.CreateClient();

        Assert.Equal("none", await noneClient.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.Equal("from the startup", await ownClient.GetStringAsync(new Uri("/", UriKind.Relative)));
    }

    [Fact]
    public void The_assemblys_startups_come_first_where_the_order_does_not_say_otherwise() =>
        Assert.Equal([typeof(ReceivingStartup), typeof(GreetingStartup)], FunctionsStartupAttribute.GetStartupTypes(typeof(HttpFunction).Assembly, typeof(HttpFunction)));

    public sealed class TestStartup : FunctionsStartup
    {
        public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) => services.AddSingleton<ReceivedEvents>();

        public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
            configuration.AddInMemoryCollection([new("greeting", "from the test")]);
    }
}
