using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Loadgen.Samples.Media;
using Loadgen.Samples.Requests;
using Loadgen.Samples.Workloads;
using Loadgen.Workloads.Files;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples;

/// <summary>
/// Sample of <c>video_transcoder</c>: reads the object <c>gcs_uri</c>, does work in proportion to its size and to <c>passes</c>, and writes
/// <c>results/{event_id}.transcoded</c> beside it. What it writes is no video, and it uses no GPU: it transcodes nothing real (see
/// <see cref="VideoWork"/>).
/// </summary>
[FunctionsStartup(typeof(SamplesStartup))]
public sealed class VideoTranscoder(RequestHandler requests, MediaConversion media) : IHttpFunction
{
    private static readonly RequestShape Shape = new(BuiltInWorkload.VideoTranscoder);

    /// <inheritdoc/>
    public Task HandleAsync(HttpContext context) => requests.HandleAsync(context, Shape, (payload, stop) =>
    {
        var passes = payload.Whole("passes", 1, 10);
        return media.ConvertAsync(
            payload, $"{passes}", "transcoded", (content, broken) => VideoWork.Transcode(content.Span, passes, broken), stop);
    });
}
