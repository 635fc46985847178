using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Testing;

/// <summary>Makes a server that differs from the usual one.</summary>
public class FunctionTestServerBuilder
{
    private readonly Type _functionTarget;
    private FunctionsStartup[]? _startups;

    private FunctionTestServerBuilder(Type functionTarget) => _functionTarget = functionTarget;

    /// <summary>Begins a server for a function.</summary>
    public static FunctionTestServerBuilder Create<TFunction>() => new(typeof(TFunction));

    /// <summary>Has these startups run instead of the function's own. The last call counts.</summary>
    public FunctionTestServerBuilder UseFunctionsStartups(params FunctionsStartup[] startups)
    {
        _startups = startups;
        return this;
    }

    /// <summary>Starts the server.</summary>
    public FunctionTestServer Build() => new(Start(), _functionTarget);

    internal IHost Start()
    {
        var logs = new MemoryLoggerProvider();
        var host = Host.CreateDefaultBuilder()
            .ConfigureWebHostDefaults(web =>
            {
                web.UseTestServer()
                    .ConfigureLogging(logging => logging.ClearProviders().AddProvider(logs))
                    .ConfigureServices(services => services.AddSingleton(logs).AddFunctionTarget(_functionTarget));
                if (_startups is null)
                    web.UseFunctionsStartups(_functionTarget.Assembly, _functionTarget);
                foreach (var startup in _startups ?? [])
                    web.UseFunctionsStartup(startup);
                web.Configure((context, app) => app.UseFunctionsFramework(context));
            })
            .Build();
        host.Start();
        return host;
    }
}
