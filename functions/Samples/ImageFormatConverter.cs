using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Loadgen.Samples.Media;
using Loadgen.Samples.Requests;
using Loadgen.Samples.Workloads;
using Loadgen.Serialization;
using Loadgen.Workloads.Files;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples;

/// <summary>
/// Sample of <c>image_format_converter</c>: reads the object <c>gcs_uri</c>, does work in proportion to its size and to <c>quality</c>, and
/// writes <c>results/{event_id}.{format}</c> beside it. What it writes is no image: it converts nothing real (see <see cref="ImageWork"/>).
/// </summary>
[FunctionsStartup(typeof(SamplesStartup))]
public sealed class ImageFormatConverter(RequestHandler requests, MediaConversion media) : IHttpFunction
{
    private const int LongestFormat = 16;

    private static readonly RequestShape Shape = new(BuiltInWorkload.ImageConverter);

    /// <inheritdoc/>
    public Task HandleAsync(HttpContext context) => requests.HandleAsync(context, Shape, (payload, stop) =>
    {
        var format = FormatOf(payload);
        var quality = payload.Whole("quality", 1, 100);
        return media.ConvertAsync(
            payload, $"{format} {quality}", format, (content, broken) => ImageWork.Convert(content.Span, quality, broken), stop);
    });

    private static string FormatOf(Payload payload)
    {
        var format = payload.Text("format");
        return format.Length is > 0 and <= LongestFormat && format.All(char.IsAsciiLetterOrDigit)
            ? format.ToLowerInvariant()
            : throw RefusedRequestException.NotAllowed(
                "format", Excerpt.Quoted(format), $"1 to {LongestFormat} letters and digits, since the result's name ends in it");
    }
}
