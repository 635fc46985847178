using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StandIns.Functions;

[assembly: FunctionsStartup(typeof(ReceivingStartup))]

namespace StandIns.Functions;

/// <summary>Of every function here: gives it somewhere to remember events, and marks what passed its middleware.</summary>
public sealed class ReceivingStartup : FunctionsStartup
{
    /// <inheritdoc />
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) =>
        services.AddSingleton<ReceivedEvents>();

    /// <inheritdoc />
    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) =>
        app.Use((request, next) =>
        {
            request.Response.Headers["x-passed"] = nameof(ReceivingStartup);
            return next(request);
        });
}

/// <summary>Of one function: configures its greeting.</summary>
public sealed class GreetingStartup : FunctionsStartup
{
    /// <inheritdoc />
    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection([new("greeting", "from the startup")]);
}
