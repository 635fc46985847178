using System.Text;
using Loadgen.Calls;
using Loadgen.Calls.Http;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Secrets;
using Loadgen.Testing.Fuzzing;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Fuzzing;

/// <summary>
/// Whatever a dispatcher or a function answers, it ends in a line that can be read, that is one line, and that tells no secret.
/// </summary>
public sealed class HostileAnswerTests
{
    private const string Secret = "ya29/Vq8&s3cr3t";

    private static readonly byte[] Answer = Encoding.UTF8.GetBytes("""
        {"status":"scheduled","target_time":"2026-01-20T18:00:00Z","datetime":"Tue, 20 Jan 2026 18:00:00 GMT",
        """ + $$"""
        "target_region":"europe-north2",
         "function_url":"https://function.test/run?sig={{Secret}}","priority":3,"carbon_intensity":29.300,"delay":"true","latency_ms":120.5,
         "headers":{"Authorization":"Bearer {{Secret}}"},"{{Secret}}":["{{Secret}}",1e999,null]}
        """);

    [Theory]
    [InlineData("C", 15)]
    [InlineData("A", 10)]
    public Task An_answer_ends_in_a_line(string scenario, int percent)
    {
        var configuration = TestConfiguration.Read(
            ("SCENARIO", scenario), ("DISPATCHER_URL", "https://dispatcher.test/"), ("AUTH_BEARER_TOKEN", Secret));
        var secrets = SecretScrubber.Of(configuration);
        var plan = HourPlan.Of(configuration, SomeWorkload.BuiltIn, Tick.Read(default), World.Hour);
        var request = EventRequest.Of(configuration, plan.MessageOf(plan.Events[0]), new("us-east1", new("machine", 1)));
        return FuzzCampaign.RunAsync(percent, random => Hostile.Spoil(random, Answer), bytes =>
        {
            var body = ResponseBody.Of(
                bytes.AsMemory(0, Math.Min(bytes.Length, ResponseReader.KeptBytes)), bytes.Length <= ResponseReader.KeptBytes, secrets);
            var line = request.Sent(World.Hour, Result(bytes.Length, body), World.Hour).ToLine();

            Assert.True(line.Utf8.Length < 512 * 1024);
            Assert.DoesNotContain((byte)'\n', line.Utf8.ToArray());
            Assert.IsType<InvocationEntry>(Assert.Single(RunLogReader.Read(line.Utf8).Entries));
            Assert.DoesNotContain(Secret, line.ToString(), StringComparison.OrdinalIgnoreCase);
        });
    }

    private static CallResult Result(long bytes, ResponseBody body) => new()
    {
        Outcome = Outcome.Ok,
        StatusCode = 200,
        Latency = TimeSpan.FromMilliseconds(3),
        Timings = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), null, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)),
        RequestBytes = 2,
        ResponseBytes = bytes,
        ResponseJson = body.Json,
        ResponseSnippet = body.Snippet,
    };
}
