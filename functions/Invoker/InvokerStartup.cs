using Google.Cloud.Functions.Hosting;
using Loadgen.Cloud.Hosting;
using Loadgen.Cloud.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Invoker;

/// <summary>Reads the configuration, which stops the start where it is wrong, and adds the invoker's services.</summary>
public sealed class InvokerStartup : FunctionsStartup
{
    /// <inheritdoc/>
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        services.AddLoadgenInvoker(context.Configuration);
        PushLimit.Event.AddTo(services);
    }

    /// <inheritdoc/>
    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) => PushLimit.Event.AddTo(app);

    /// <inheritdoc/>
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddLoadgenLogging(context.Configuration);
}
