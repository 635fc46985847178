using System.Text.Json;
using Loadgen.Samples.Requests;
using Loadgen.Samples.Workloads;
using Loadgen.Serialization;

namespace Loadgen.Samples.Media;

/// <summary>What the image and the video function share: an object is read, worked on, and the result written beside it.</summary>
public sealed class MediaConversion(MediaObjects objects, CpuWork cpu, TimeProvider time)
{
    private const string Member = "gcs_uri";

    /// <summary>Converts the object that a payload names.</summary>
    /// <param name="settings">What is done, in words: with the input, it determines the result.</param>
    /// <param name="extension">The result's, without a dot.</param>
    /// <param name="work">Makes the result out of the object.</param>
    /// <exception cref="RefusedRequestException">The payload or the object cannot be used.</exception>
    public async Task<SampleAnswer> ConvertAsync(
        Payload payload,
        string settings,
        string extension,
        Func<ReadOnlyMemory<byte>, CancellationToken, byte[]> work,
        CancellationToken cancellationToken)
    {
        var input = ObjectUri.Parse(Member, payload.Text(Member));
        var output = input.Result(ResultName.Of(payload.OptionalText("event_id"), input, settings, extension));

        var (content, reading) = await MeasureAsync(objects.ReadAsync(input, Member, cancellationToken));
        var (result, working) = await MeasureAsync(cpu.RunAsync(stop => work(content, stop), cancellationToken));
        var (_, writing) = await MeasureAsync(objects.WriteAsync(output, result, cancellationToken));
        return new("ok", writer =>
        {
            WriteObject(writer, "input", input, content.Length);
            WriteObject(writer, "output", output, result.Length);
            writer.WriteMilliseconds("read_ms", reading);
            writer.WriteMilliseconds("work_ms", working);
            writer.WriteMilliseconds("write_ms", writing);
        });
    }

    private async Task<(T Result, TimeSpan Duration)> MeasureAsync<T>(Task<T> step)
    {
        var start = time.GetTimestamp();
        return (await step, time.GetElapsedTime(start));
    }

    private static void WriteObject(Utf8JsonWriter writer, string name, ObjectUri uri, int bytes)
    {
        writer.WriteStartObject(name);
        writer.WriteString("gcs_uri", uri.ToString());
        writer.WriteNumber("bytes", bytes);
        writer.WriteEndObject();
    }
}
