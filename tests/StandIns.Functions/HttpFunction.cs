using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace StandIns.Functions;

/// <summary>Answers with what the configuration says under <c>greeting</c>.</summary>
[FunctionsStartup(typeof(GreetingStartup), Order = 1)]
public sealed class HttpFunction(IConfiguration configuration) : IHttpFunction
{
    /// <inheritdoc />
    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsync(configuration["greeting"] ?? "none", context.RequestAborted);
}
