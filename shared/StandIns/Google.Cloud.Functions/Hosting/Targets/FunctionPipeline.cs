using Google.Cloud.Functions.Framework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Targets;

/// <summary>What a request passes: the startups' middleware, the two files that browsers ask for, the function.</summary>
internal static class FunctionPipeline
{
    internal static void Build(WebHostBuilderContext context, IApplicationBuilder app)
    {
        foreach (var startup in app.ApplicationServices.GetServices<FunctionsStartup>())
            startup.Configure(context, app);

        app.Map("/robots.txt", AnswerNotFound);
        app.Map("/favicon.ico", AnswerNotFound);
        app.Run(request => request.RequestServices.GetRequiredService<IHttpFunction>().HandleAsync(request));

        var function = app.ApplicationServices.GetRequiredService<FunctionTarget>().Type;
        app.ApplicationServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(EntryPoint).FullName!)
            .Log(LogLevel.Information, default, $"Serving function {function.FullName}", exception: null, static (message, _) => message);
    }

    /// <summary>The startups were chosen for a guessed function; a startup that then changed the function would have run in vain.</summary>
    /// <exception cref="InvalidOperationException">The function has other startups than those that ran.</exception>
    internal static void CheckStartups(IApplicationBuilder app)
    {
        var function = app.ApplicationServices.GetRequiredService<FunctionTarget>().Type;
        var ran = app.ApplicationServices.GetServices<FunctionsStartup>().Select(startup => startup.GetType());
        if (!ran.SequenceEqual(FunctionsStartupAttribute.GetStartupTypes(function.Assembly, function)))
            throw new InvalidOperationException($"The startup classes that ran are not those of {function}.");
    }

    private static void AnswerNotFound(IApplicationBuilder app) =>
        app.Run(request =>
        {
            request.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
}
