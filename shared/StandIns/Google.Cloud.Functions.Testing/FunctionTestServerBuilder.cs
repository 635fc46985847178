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
    private IReadOnlyList<FunctionsStartup>? _startups;
    private bool _consoleLogging;

    private FunctionTestServerBuilder(Type functionTarget) => FunctionTarget = functionTarget;

    /// <summary>The function.</summary>
    public Type FunctionTarget { get; }

    /// <summary>Begins a server for a function.</summary>
    public static FunctionTestServerBuilder Create<TFunction>() => new(typeof(TFunction));

    /// <summary>Begins a server for a function.</summary>
    public static FunctionTestServerBuilder Create(Type targetFunction) => new(targetFunction);

    /// <summary>Has these startups run instead of the function's own; null for its own. The last call counts.</summary>
    public FunctionTestServerBuilder UseFunctionsStartups(IEnumerable<FunctionsStartup>? startups)
    {
        _startups = startups?.ToList();
        return this;
    }

    /// <summary>Has these startups run instead of the function's own. The last call counts.</summary>
    public FunctionTestServerBuilder UseFunctionsStartups(params FunctionsStartup[] startups) => UseFunctionsStartups((IEnumerable<FunctionsStartup>?)startups);

    /// <summary>Has the startups run that a class and its assembly name, if they name any.</summary>
    public FunctionTestServerBuilder MaybeUseFunctionsStartupsFromAttributes(Type? startupAttributeSource)
    {
        if (startupAttributeSource is null)
            return this;

        var types = FunctionsStartupAttribute.GetStartupTypes(startupAttributeSource.Assembly, startupAttributeSource).ToList();
        return types.Count == 0 ? this : UseFunctionsStartups(types.Select(type => (FunctionsStartup)Activator.CreateInstance(type)!));
    }

    /// <summary>Whether logs go to the console as well.</summary>
    public FunctionTestServerBuilder UseFunctionsFrameworkConsoleLogging(bool enabled)
    {
        _consoleLogging = enabled;
        return this;
    }

    /// <summary>Starts the server.</summary>
    public FunctionTestServer Build() => new(Start(), FunctionTarget);

    internal IHost Start()
    {
        var logs = new MemoryLoggerProvider();
        var host = Host.CreateDefaultBuilder()
            .ConfigureWebHostDefaults(web =>
            {
                web.UseTestServer()
                    .ConfigureLogging(logging => logging.ClearProviders().AddProvider(logs))
                    .ConfigureServices(services => services.AddSingleton(logs).AddFunctionTarget(FunctionTarget));
                if (_startups is null)
                    web.UseFunctionsStartups(FunctionTarget.Assembly, FunctionTarget);
                foreach (var startup in _startups ?? [])
                    web.UseFunctionsStartup(startup);
                if (_consoleLogging)
                    web.ConfigureLogging((context, logging) => logging.AddFunctionsConsoleLogging(context));
                web.Configure((context, app) => app.UseFunctionsFramework(context));
            })
            .Build();
        host.Start();
        return host;
    }
}
