using System.Diagnostics;
using Crash.Host;
using Google.Cloud.Functions.Hosting;
using Loadgen.Invoker;
using Loadgen.Planner;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Hosts the planner or the invoker as their generated entry points do, on a port that it prints; ends with 0 on SIGTERM.
_ = Task.Factory.StartNew(DieWithParent, TaskCreationOptions.LongRunning);
using var host = args[0] switch
{
    "planner" => Build<PlannerFunction>(new PlannerStartup()),
    "invoker" => Build<InvokerFunction>(new InvokerStartup()),
    var other => throw new ArgumentException($"The function is '{other}'; allowed are planner and invoker.", nameof(args)),
};
await host.StartAsync();
var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
Console.WriteLine($"{HostOutput.Listening}{addresses!.Addresses.Single()}/");
await host.WaitForShutdownAsync();

IHost Build<TFunction>(FunctionsStartup startup)
    where TFunction : class => Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder()
        .ConfigureWebHostDefaults(web => web
            .ConfigureAppConfiguration(configuration => configuration.AddFunctionsEnvironment())
            .ConfigureLogging((context, logging) => logging.ClearProviders().AddFunctionsConsoleLogging(context))
            .ConfigureKestrelForFunctionsFramework()
            .ConfigureServices(services => services.AddFunctionTarget<TFunction>())
            .UseFunctionsStartup(startup)
            .Configure((context, app) => app.UseFunctionsFramework(context)))
        .Build();

// The test holds the other end of standard input: when it is gone, however it went, nothing of it stays behind.
static void DieWithParent()
{
    using var input = Console.OpenStandardInput();
    while (input.ReadByte() >= 0)
    {
        // Nothing is ever written.
    }

    using var self = Process.GetCurrentProcess();
    self.Kill();
}
