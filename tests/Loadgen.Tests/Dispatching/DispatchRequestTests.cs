using System.Text;
using Loadgen.Dispatching;
using Loadgen.Messages;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Dispatching;

public sealed class DispatchRequestTests
{
    private static readonly DateTimeOffset Deadline = new(2026, 1, 21, 11, 0, 0, TimeSpan.Zero);

    private static string Write(FunctionTraits function, string payload) =>
        Encoding.UTF8.GetString(DispatchRequest.Write(function, Encoding.UTF8.GetBytes(payload), Deadline).Span);

    [Fact]
    public void The_request_has_its_members_in_their_order()
    {
        var run = World.NewRun();
        var planned = new PlannedEvent("exp:2026-01-20T13:00:00Z:crypto_key_gen:01", BuiltInWorkload.CryptoKeyGen, 1, World.Hour);
        var payload = Payload.WithSentTime(Payload.Of(new() { ["bits"] = 4096 }, run, planned), World.Hour.AddMilliseconds(4501));

        Assert.Equal(
            """
            {"function_name":"crypto_key_gen","function_param":{"bits":4096,"experiment_id":"exp","scenario":"A",
            """ + """
            "run_id":"20260120T125900Z","event_id":"exp:2026-01-20T13:00:00Z:crypto_key_gen:01","trace_hour":"2026-01-20T13:00:00Z",
            """ + """
            "dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"},"delay":"true","deadline":"2026-01-21T11:00:00Z"}
            """,
            Write(new(BuiltInWorkload.CryptoKeyGen), Encoding.UTF8.GetString(payload.Span)));
    }

    [Theory]
    [InlineData(false, "false", "a health check that waits checks nothing")]
    [InlineData(true, "true", "may wait")]
    public void Delay_is_text_and_the_name_the_targets(bool delayable, string delay, string reason) =>
        Assert.True(
            $$"""{"function_name":"resize","function_param":{},"delay":"{{delay}}","deadline":"2026-01-21T11:00:00Z"}"""
                == Write(new("resize", Delayable: delayable), "{}"),
            reason);

    [Fact]
    public void Text_goes_out_as_UTF_8_without_needless_escapes() =>
        Assert.Contains(
            """{"uri":"gs://größe/a&b<c>+'d'"}""",
            Write(new(BuiltInWorkload.ImageConverter), """{"uri":"gs://größe/a&b<c>+'d'"}"""),
            StringComparison.Ordinal);
}
