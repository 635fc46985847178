using Loadgen.Cloud.Auth;
using Loadgen.Configuration;
using Loadgen.Samples.Dispatching;
using Loadgen.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples;

/// <summary>Reads the dispatcher's schedule, where anything wrong stops the start, and adds what else the dispatcher needs.</summary>
public sealed class DispatcherStartup : SamplesStartup
{
    // Not AUTH_MODE itself: a rehearsal of scenario C with that set starts this dispatcher in the same environment.
    private const string AuthModeVariable = "DISPATCHER_AUTH_MODE";

    /// <inheritdoc/>
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        base.ConfigureServices(context, services);
        services.AddSingleton(ScheduleReader.Load(name => context.Configuration[name]));
        var tokens = ReadAuthMode(context.Configuration[AuthModeVariable]) is AuthMode.Oidc ? new IdTokens() : null;
        services.AddSingleton(provider => new Forwarder(
            Forwarder.CreateClient(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Spans>(), tokens));
    }

    private static AuthMode ReadAuthMode(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "" or "BEARER" => AuthMode.Bearer,
        "OIDC" => AuthMode.Oidc,
        _ => throw new ConfigurationException([new(AuthModeVariable, $"'{text}'", "oidc, or bearer for calls without credentials")]),
    };
}
