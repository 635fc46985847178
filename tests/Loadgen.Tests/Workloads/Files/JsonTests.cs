using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>What is JSON, and what only looks like it.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData("{\"a\": 1,}", "line 2: functions.f.payload: found broken JSON (", "a comma at the end")]
    [InlineData("{\"a\": 1 /* one */}", "line 2: functions.f.payload: found broken JSON (", "a comment")]
    [InlineData("{\"a\": 007}", "line 2: functions.f.payload.a: found broken JSON (", "zeros before a number")]
    [InlineData("{\"a\": NaN}", "line 2: functions.f.payload.a: found broken JSON (", "no number")]
    [InlineData("{\"a\": Infinity}", "line 2: functions.f.payload.a: found broken JSON (", "infinity")]
    [InlineData("{a: 1}", "line 2: functions.f.payload: found broken JSON (", "a name without quotes")]
    [InlineData("{'a': 1}", "line 2: functions.f.payload: found broken JSON (", "single quotes")]
    [InlineData("{\"a\": \"\t\"}", "line 2: functions.f.payload.a: found broken JSON (", "a tab in a text")]
    [InlineData("{\"a\": \"\\ud800\"}", "line 2: functions.f.payload.a: found half a surrogate pair; allowed: text", "half a pair")]
    [InlineData("{\"\\udc00\": 1}", "line 2: functions.f.payload: found half a surrogate pair; allowed: text", "the other half, in a name")]
    public void Broken_JSON_is_told_with_its_line(string payload, string problem, string reason)
    {
        var refusal = WorkloadText.Refusal(WorkloadText.OfPayload(payload), WorkloadSyntax.Json);

        Assert.True(refusal.StartsWith(problem, StringComparison.Ordinal), $"{reason}: {refusal}");
        Assert.DoesNotContain("LineNumber", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_document_is_refused() => Assert.StartsWith(
        "line 3: found broken JSON (",
        WorkloadText.Refusal(WorkloadText.OfPayload("{}") + " {}", WorkloadSyntax.Json),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData(" \r\n\t", "spaces")]
    [InlineData("\ufeff", "a byte order mark")]
    public void A_file_without_content_is_refused_as_in_YAML(string text, string reason) =>
        Assert.Equal(("line 1: found nothing; allowed: a mapping", reason), (WorkloadText.Refusal(text, WorkloadSyntax.Json), reason));

    [Fact]
    public void A_byte_order_mark_is_no_content() =>
        Assert.Equal("some", WorkloadText.Read("\ufeff" + WorkloadText.OfSchedule("\"count\": 1"), WorkloadSyntax.Json).Name);

    [Fact]
    public void Numbers_stay_as_they_are_written()
    {
        const string payload = """{"a":[12345678901234567890,0.1,1.0,1e400,-0,0.10]}""";

        var workload = WorkloadText.Read(WorkloadText.OfPayload(payload), WorkloadSyntax.Json);

        Assert.Contains($"\"payload\":{payload},", WorkloadText.Canonical(workload), StringComparison.Ordinal);
    }

    /// <summary>The reader's buffer has 64 KiB at first.</summary>
    [Theory]
    [InlineData(65_000)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void A_text_may_be_longer_than_what_is_read_at_once(int length)
    {
        var text = new string('ü', length);

        var workload = WorkloadText.Read(WorkloadText.OfPayload($$"""{"a": "{{text}}", "b": {{length}} }"""), WorkloadSyntax.Json);

        Assert.Contains($$"""{"a":"{{text}}","b":{{length}}}""", WorkloadText.Canonical(workload), StringComparison.Ordinal);
    }
}
