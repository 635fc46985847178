using System.Text;
using Loadgen.Serialization;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Planning;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Workloads.Files;

public sealed class WorkloadCodecTests
{
    private static readonly TraceHour Start = TraceHour.Containing(new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("""{"count":3,"minute":7}""")]
    [InlineData("""{"per_minute":[0,3,255,256,1],"arrival":"poisson"}""")]
    [InlineData("""{"per_minute":[0],"arrival":"equidistant"}""")]
    [InlineData("""{"at":["00:00","00:04.501","59:59.999","01:00:00","23:00:00","100:00:00"]}""")]
    public void A_schedule_is_read_and_written_again_byte_for_byte(string schedule)
    {
        var stored =
            """{"workload":1,"name":"x","functions":{"f":{"payload":{},"target":"t","accelerator":"none","delayable":true,"schedule":S}}}"""
            .Replace("S", schedule, StringComparison.Ordinal);

        Assert.Equal(stored, WorkloadText.Canonical(Read(stored)));
    }

    [Fact]
    public void Start_and_minutes_are_written_where_they_say_something()
    {
        var workload = SomeWorkload.BuiltIn with { Starts = Start, Minutes = new(10, 15) };

        var stored = WorkloadText.Canonical(workload);

        Assert.StartsWith(
            """{"workload":1,"name":"built-in","starts":"2026-01-20T00:00:00Z","minutes":"10..15","functions":{""",
            stored,
            StringComparison.Ordinal);
        Assert.Equal((Start, new MinuteRange(10, 15)), (Read(stored).Starts, Read(stored).Minutes));
        Assert.DoesNotContain("starts", WorkloadText.Canonical(SomeWorkload.BuiltIn), StringComparison.Ordinal);
        Assert.DoesNotContain("minutes", WorkloadText.Canonical(SomeWorkload.BuiltIn), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_what_they_are()
    {
        var written = new Workload("x", [new("f", new CountSchedule(1, 0), new() { ["a"] = "${CRYPTO_BITS} $${b} ${c}" })]);

        Assert.Equal(
            """{"a":"${CRYPTO_BITS} $${b} ${c}"}""", WorkloadText.PayloadOf(Read(WorkloadText.Canonical(written))));
    }

    [Theory]
    [InlineData("{}", "line 1: workload: found nothing; allowed: 1", "nothing in it")]
    [InlineData("", "line 1: found nothing; allowed: a mapping", "nothing at all")]
    [InlineData("""{"workload":1,"name":"x","minutes":"15..10","functions":{"f":{"schedule":{"count":1}}}}""",
        "line 1: minutes: found '15..10'; allowed: two minutes of an hour such as 10..15, from 0 to 60, the second one after the first",
        "minutes the wrong way round")]
    [InlineData("workload: 1", "line 1: found broken JSON ('w' is an invalid start of a value.); allowed: JSON", "YAML")]
    public void Anything_else_is_refused(string stored, string problem, string reason) =>
        Assert.Equal((problem, reason), (Assert.Throws<JsonFormatException>(() => Read(stored)).Message, reason));

    [Fact]
    public void The_hash_is_that_of_the_content() => Assert.Equal(
        PlannerWorld.WorkloadHash, WorkloadCodec.HashOf(WorkloadCodec.Write(SomeWorkload.BuiltIn)));

    private static Workload Read(string stored) => WorkloadCodec.Read(Encoding.UTF8.GetBytes(stored));
}
