using System.Reflection;
using Google.Cloud.Functions.Hosting.Targets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting;

/// <summary>Runs a function on Kestrel until the process is told to stop. The generated Main calls it.</summary>
public static class EntryPoint
{
    /// <summary>Names the environment variable with the full name of the function's type.</summary>
    public const string FunctionTargetEnvironmentVariable = "FUNCTION_TARGET";

    /// <summary>Names the environment variable with the port to listen on.</summary>
    public const string PortEnvironmentVariable = "PORT";

    /// <summary>Runs the function; returns 0 after an orderly stop.</summary>
    /// <param name="functionAssembly">Where the function and its startups are.</param>
    /// <param name="args"><c>--target</c>, <c>--port</c>, any configuration key; a single argument is the target.</param>
    /// <exception cref="InvalidOperationException">The configuration does not lead to a function.</exception>
    /// <exception cref="ArgumentException">No target is named, and the assembly has none or several functions.</exception>
    public static async Task<int> StartAsync(Assembly functionAssembly, string[] args)
    {
        ArgumentNullException.ThrowIfNull(functionAssembly);
        ArgumentNullException.ThrowIfNull(args);

        // The port and the address come from this framework's own settings. Kestrel would warn at every start that they override the
        // variable.
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);

        // Startups may be named on the function's class, so the class is needed before there is a host that could tell.
        var early = new ConfigurationBuilder().AddFunctionsEnvironment().AddFunctionsCommandLine(args).Build();
        var guess = FunctionTarget.TryFind(early, functionAssembly);
        using var host = Host.CreateDefaultBuilder()
            .ConfigureWebHostDefaults(web => web
                .ConfigureAppConfiguration(configuration => configuration.AddFunctionsEnvironment().AddFunctionsCommandLine(args))
                .ConfigureLogging((context, logging) => logging.ClearProviders().AddFunctionsConsoleLogging(context))
                .ConfigureKestrelForFunctionsFramework()
                .ConfigureServices((context, services) => services.AddFunctionTarget(context, functionAssembly))
                .UseFunctionsStartups(functionAssembly, guess)
                .Configure((context, app) =>
                {
                    FunctionPipeline.CheckStartups(app);
                    app.UseFunctionsFramework(context);
                }))
            .Build();
        await host.RunAsync();
        return 0;
    }
}
