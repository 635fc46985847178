using Loadgen.Configuration;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Configuration;

public sealed class LogObjectNameTests
{
    private const string RunId = "20260120T125902Z";

    private static string Of(string? template, bool allowOverwrite = false, string prefix = "loadgen-logs") => LogObjectName.Of(
        new LogSettings { Prefix = prefix, ObjectName = template, AllowOverwrite = allowOverwrite },
        "exp",
        Scenario.B,
        TraceHour.Containing(World.Hour),
        RunId);

    [Theory]
    [InlineData(null, "loadgen-logs/exp/B/20260120T130000Z-20260120T125902Z.jsonl", "no LOG_GCS_OBJECT")]
    [InlineData("{run_id}", "20260120T125902Z", "the run ID")]
    [InlineData("{timestamp}", "20260120T125902Z", "the same")]
    [InlineData("{trace_hour}", "20260120T130000Z", "the hour, compact")]
    [InlineData("{experiment_id}/{scenario}.jsonl", "exp/B.jsonl", "two of them; placeholders are enough, whichever they are")]
    [InlineData("{run_id}{run_id}.log", "20260120T125902Z20260120T125902Z.log", "one of them twice")]
    [InlineData("{scenario}/{run_id}/", "B/20260120T125902Z/run-20260120T125902Z.jsonl", "a folder with placeholders")]
    [InlineData("logs/", "logs/run-20260120T125902Z.jsonl", "a folder")]
    [InlineData("log.jsonl", "log-20260120T125902Z.jsonl", "without placeholders, before the extension")]
    [InlineData("a.b/log", "a.b/log-20260120T125902Z", "a folder's dot starts no extension")]
    [InlineData("a/log.tar.gz", "a/log.tar-20260120T125902Z.gz", "the last dot starts it")]
    [InlineData("a/log.", "a/log-20260120T125902Z.", "an extension of nothing")]
    public void A_log_object_is_named_by_its_template_or_its_prefix(string? template, string expected, string reason) =>
        Assert.True(expected == Of(template), $"{reason}: {Of(template)}");

    [Theory]
    [InlineData("log.jsonl", "log.jsonl", "it is kept as it is")]
    [InlineData("logs/", "logs/run-20260120T125902Z.jsonl", "a folder is no object")]
    [InlineData("{scenario}.jsonl", "B.jsonl", "placeholders are filled in")]
    [InlineData(null, "loadgen-logs/exp/B/20260120T130000Z-20260120T125902Z.jsonl", "the default name is of its run anyway")]
    public void Overwriting_keeps_a_name_without_placeholders(string? template, string expected, string reason) =>
        Assert.True(expected == Of(template, allowOverwrite: true), $"{reason}: {Of(template, allowOverwrite: true)}");

    [Fact]
    public void The_prefix_is_for_the_default_name_alone()
    {
        Assert.StartsWith("a/b/exp/", Of(null, prefix: "a/b"), StringComparison.Ordinal);
        Assert.Equal(RunId, Of("{run_id}", prefix: "a/b"));
    }

    [Theory]
    [InlineData("a", true, "one byte")]
    [InlineData("a/b c/ü.jsonl", true, "folders, spaces, letters")]
    [InlineData("", false, "nothing")]
    [InlineData("/a", false, "a slash at the start")]
    [InlineData("a\nb", false, "two lines")]
    [InlineData("a\u0085b", false, "a control character beyond ASCII")]
    public void A_name_that_Cloud_Storage_or_a_reader_would_not_take_is_a_problem(string name, bool isFine, string reason) =>
        Assert.True(isFine == LogObjectName.ProblemOf(name) is null, reason);

    [Theory]
    [InlineData('x', 1024, true)]
    [InlineData('x', 1025, false)]
    [InlineData('ü', 512, true)]
    [InlineData('ü', 513, false)]
    public void A_name_has_at_most_1024_bytes(char letter, int count, bool isFine) =>
        Assert.Equal(isFine, LogObjectName.ProblemOf(new string(letter, count)) is null);
}
