using Google.Cloud.Functions.Hosting.Targets;
using Microsoft.AspNetCore.Builder;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>Puts a function at the end of a pipeline.</summary>
public static class ApplicationBuilderExtensions
{
    /// <summary>Adds the startups' middleware and the function that <c>AddFunctionTarget</c> registered.</summary>
    public static IApplicationBuilder UseFunctionsFramework(this IApplicationBuilder app, WebHostBuilderContext context)
    {
        ArgumentNullException.ThrowIfNull(app);
        FunctionPipeline.Build(context, app);
        return app;
    }
}
