using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

public sealed class BuiltInWorkloadTests
{
    [Fact]
    public void It_is_its_own_file() => Assert.Equal(
        WorkloadText.Canonical(SomeWorkload.BuiltIn), WorkloadText.Canonical(WorkloadText.Read(BuiltInWorkload.Text)));

    [Fact]
    public void Unresolved_it_shows_its_placeholders() => Assert.Equal(
        ["""{"check":"ping"}""", """{"bits":"${CRYPTO_BITS}"}""",
            """{"gcs_uri":"${IMAGE_GCS_URI}","format":"${IMAGE_FORMAT}","quality":"${IMAGE_QUALITY}"}""",
            """{"gcs_uri":"${VIDEO_GCS_URI}","passes":"${VIDEO_PASSES}"}"""],
        BuiltInWorkload.Unresolved.Functions.Select(function => function.Payload.ToJsonString()));

    [Fact]
    public void Its_parameters_have_to_be_set() => Assert.Equal(
        2, Assert.Throws<WorkloadException>(() => BuiltInWorkload.Of(new WorkloadParameters())).Problems.Count);

    [Fact]
    public void Its_names_are_those_of_its_file()
    {
        Assert.Equal(BuiltInWorkload.Name, BuiltInWorkload.Unresolved.Name);
        Assert.Equal(
            [BuiltInWorkload.HealthCheck, BuiltInWorkload.CryptoKeyGen, BuiltInWorkload.ImageConverter, BuiltInWorkload.VideoTranscoder],
            BuiltInWorkload.Unresolved.Functions.Select(function => function.Id));
    }

    /// <summary>The rule as it was before there were workload files, written down once more.</summary>
    [Fact]
    public void Ten_thousand_plans_are_what_they_were_before_it_was_a_file()
    {
        var random = new Random(20260120);
        for (var i = 0; i < 10_000; i++)
        {
            var experiment = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => "abcXYZ019._-"[random.Next(12)]));
            var hour = new DateTime(1970, 1, 1).AddHours(random.NextInt64(24L * 365 * 8000));
            var jitter = random.Next(4) switch
            {
                0 => -1,
                1 => random.Next(3600),
                2 => random.NextDouble() / 100,
                _ => random.NextDouble() * 3599,
            };

            var plan = SomeWorkload.BuiltIn.Expand(experiment, TraceHour.Containing(new(hour, TimeSpan.Zero)), jitter);

            Assert.Equal(OldPlan(experiment, hour, jitter), plan.Select(planned => (planned.EventId, planned.FunctionId,
                planned.InvocationIndex, planned.ScheduledTime.UtcDateTime)));
        }
    }

    private static IEnumerable<(string, string, int, DateTime)> OldPlan(string experiment, DateTime hour, double jitter) =>
        new[] { ("api_health_check", 0), ("crypto_key_gen", 1), ("image_format_converter", 4), ("video_transcoder", 8) }
            .Select(function =>
            {
                var (name, minute) = function;
                var id = string.Create(CultureInfo.InvariantCulture, $"{experiment}:{hour:yyyy-MM-ddTHH:mm:ss}Z:{name}:01");
                var chance = Convert.ToInt64(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8], 16);
                var most = Math.Max(1, (long)Math.Floor(jitter * 1000));
                var late = jitter <= 0 ? 0 : Math.Min(chance % (most + 1), (3599 - (minute * 60)) * 1000);
                return (id, name, 1, hour.AddMinutes(minute).AddMilliseconds(late));
            })
            .OrderBy(planned => planned.Item4).ThenBy(planned => planned.id, StringComparer.Ordinal);
}
