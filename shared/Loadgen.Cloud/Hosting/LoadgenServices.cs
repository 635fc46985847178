using System.Diagnostics.CodeAnalysis;
using Google.Api.Gax;
using Google.Cloud.PubSub.V1;
using Google.Cloud.Storage.V1;
using Loadgen.Calls;
using Loadgen.Calls.Http;
using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Cloud.Auth;
using Loadgen.Cloud.Clocks;
using Loadgen.Cloud.Logging;
using Loadgen.Cloud.PubSub;
using Loadgen.Cloud.Storage;
using Loadgen.Cloud.Telemetry;
using Loadgen.Cloud.Workloads;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Logs;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Secrets;
using Loadgen.Storage;
using Loadgen.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loadgen.Cloud.Hosting;

/// <summary>Puts the functions together: the core's parts, and Google Cloud behind the core's seams.</summary>
public static class LoadgenServices
{
    /// <summary>Adds what the planner needs.</summary>
    /// <param name="variables">
    /// Where Loadgen's variables are looked up: the function's configuration, which includes the environment.
    /// </param>
    /// <exception cref="ConfigurationException">A variable is wrong or missing; every problem is listed.</exception>
    public static IServiceCollection AddLoadgenPlanner(this IServiceCollection services, IConfiguration variables)
    {
        var configuration = services.AddCommon(variables, ConfigurationRole.Planner);
        services.AddSingleton(
            _ => new PublisherServiceApiClientBuilder { EmulatorDetection = EmulatorDetection.EmulatorOrProduction }.Build());
        services.AddSingleton<IMessagePublisher, CloudMessagePublisher>();
        var planner = configuration.Planner!;
        services.AddSingleton(provider => WorkloadFile.SourceOf(
            planner.WorkloadUri, planner.Parameters, provider.GetRequiredService<StorageClient>, TimeProvider.System));
        services.AddSingleton<HourPlanner>();
        return services;
    }

    /// <summary>Adds what the invoker needs.</summary>
    /// <inheritdoc cref="AddLoadgenPlanner"/>
    public static IServiceCollection AddLoadgenInvoker(this IServiceCollection services, IConfiguration variables)
    {
        var configuration = services.AddCommon(variables, ConfigurationRole.Invoker);
        services.AddSingleton(new HttpCallSettings(configuration.Timeout, configuration.Targets.VerifyTls, configuration.Targets.AuthMode)
        {
            Secrets = SecretScrubber.Of(configuration),
        });
        services.AddSingleton<IIdTokenSource>(_ => new IdTokens());
        services.AddSingleton<IEventCaller, HttpEventCaller>();
        services.AddSingleton(provider => new CallGrace(
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new MachineWaiter(TimeProvider.System));
        services.AddSingleton<IDueWaiter, ClockWaiter>();
        services.AddSingleton<ClaimStore>();
        services.AddSingleton<KnownRuns>();
        services.AddSingleton<EventInvoker>();
        services.AddSingleton<InvokerWarmUp>();
        return services;
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The composition root is where randomness comes from.")]
    private static LoadgenConfiguration AddCommon(this IServiceCollection services, IConfiguration variables, ConfigurationRole role)
    {
        var configuration = ConfigurationReader.Read(name => variables[name], role);
        services.AddSingleton(configuration);
        services.AddLoadgenClock(variables);
        services.AddSingleton<Func<Guid>>(Guid.NewGuid);
        services.AddStandardOutput(variables);
        services.AddSingleton<LineOutput>(provider => provider.GetRequiredService<StandardOutput>().Write);
        services.AddLoadgenTelemetry(configuration.Telemetry, variables, new($"loadgen-{role.ToString().ToLowerInvariant()}")
        {
            Experiment = configuration,
            FlushPause = TimeSpan.FromMilliseconds(200),
        });
        var emulator = StorageEmulator.AddressOf(variables[StorageEmulator.Variable]);
        services.AddSingleton(_ => StorageClients.For(emulator).Build());
        services.AddSingleton<IObjectStore>(provider => configuration.Log.Bucket is { } bucket
            ? new CloudObjectStore(provider.GetRequiredService<StorageClient>(), bucket, TimeProvider.System)
            : new MemoryObjectStore());
        services.AddSingleton(new RunPaths(configuration.Log.Prefix));
        services.AddSingleton(provider => new StoreRetry(
            provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble, provider.GetRequiredService<Metrics>()));
        services.AddSingleton<RunStore>();
        services.AddSingleton<LogServices>();
        services.AddSingleton<RunLogs>();
        services.AddHttpContextAccessor();
        services.AddSingleton<PushHandler>();
        if (configuration.Log.Bucket is null)
            services.AddHostedService<NoBucketNotice>();
        else if (emulator is not null)
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PreconditionCheck>(provider, emulator));
        return configuration;
    }
}
