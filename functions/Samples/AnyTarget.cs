using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Loadgen.Clocks;
using Loadgen.Samples.Requests;
using Loadgen.Trace;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples;

/// <summary>
/// Sample of every target that has none of its own: takes any JSON object, and answers at once, or after as many milliseconds as its
/// <c>duration_ms</c> says. It only waits: nothing is computed, and no memory is used. It calls itself what the last part of its URL says.
/// </summary>
[FunctionsStartup(typeof(SamplesStartup))]
public sealed class AnyTarget(RequestHandler requests, TimeProvider time) : IHttpFunction
{
    private const string Nameless = "any_target";

    /// <summary>As long as an invoker waits, and a little more.</summary>
    private const int LongestMilliseconds = 600_000;

    // No name has it. Before `.` and `..`, which a URL cannot end in, it makes a part of a path of them.
    private const char Escape = '~';

    /// <summary>The part of a URL that says which target is called.</summary>
    public static string PathOf(string target) => target is "." or ".." ? Escape + target : target;

    /// <inheritdoc/>
    public Task HandleAsync(HttpContext context) => requests.HandleAsync(context, new(NameOf(context.Request.Path)), WaitAsync);

    private async Task<SampleAnswer> WaitAsync(Payload payload, CancellationToken cancellationToken)
    {
        if (payload.OptionalNumber("duration_ms", 0, LongestMilliseconds) is { } milliseconds)
            await time.DelayUntilAsync(time.GetUtcNow().AddMilliseconds(milliseconds), cancellationToken);
        return new("ok", static _ => { });
    }

    private static string NameOf(PathString path)
    {
        var last = path.Value!.Split('/')[^1].TrimStart(Escape);
        return FunctionName.IsValid(last) ? last : Nameless;
    }
}
