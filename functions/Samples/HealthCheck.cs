using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Loadgen.Samples.Requests;
using Loadgen.Serialization;
using Loadgen.Workloads.Files;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples;

/// <summary>
/// Sample of <c>api_health_check</c>: answers <c>{"check":"ping"}</c> at once. A GET is a ping, too. It only checks that it runs.
/// </summary>
[FunctionsStartup(typeof(SamplesStartup))]
public sealed class HealthCheck(RequestHandler requests) : IHttpFunction
{
    private const string Ping = "ping";

    private static readonly RequestShape Shape = new(BuiltInWorkload.HealthCheck) { BodyOfGet = """{"check":"ping"}"""u8.ToArray() };

    /// <inheritdoc/>
    public Task HandleAsync(HttpContext context) => requests.HandleAsync(context, Shape, (payload, _) =>
    {
        var check = payload.Text("check");
        if (check != Ping)
            throw RefusedRequestException.NotAllowed("check", Excerpt.Quoted(check), $"'{Ping}'");
        return Task.FromResult(new SampleAnswer("ok", writer => writer.WriteString("check", Ping)));
    });
}
