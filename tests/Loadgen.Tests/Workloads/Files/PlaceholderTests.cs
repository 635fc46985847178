using Loadgen.Configuration;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

public sealed class PlaceholderTests
{
    private static readonly WorkloadParameters Parameters = new()
    {
        ImageUri = "gs://b/i",
        VideoUri = "gs://b/v",
        ImageFormat = "PNG",
        ImageQuality = 7,
        CryptoBits = 2048,
        VideoPasses = 3,
    };

    [Theory]
    [InlineData("${IMAGE_GCS_URI}", "\"gs://b/i\"", "a text")]
    [InlineData("${VIDEO_GCS_URI}", "\"gs://b/v\"", "another")]
    [InlineData("${IMAGE_FORMAT}", "\"PNG\"", "a third")]
    [InlineData("${IMAGE_QUALITY}", "7", "a number")]
    [InlineData("${CRYPTO_BITS}", "2048", "another")]
    [InlineData("${VIDEO_PASSES}", "3", "a third")]
    [InlineData("$${CRYPTO_BITS}", "\"${CRYPTO_BITS}\"", "an escaped one")]
    [InlineData("a $${b} $${c}", "\"a ${b} ${c}\"", "two in a text")]
    [InlineData("$$${", "\"$${\"", "an escape behind a dollar")]
    [InlineData("$$${{", "\"$${{\"", "and before another brace")]
    [InlineData("$ $$ $x {} }{$", "\"$ $$ $x {} }{$\"", "dollars and braces that mean nothing")]
    public void A_text_takes_the_variables_value_and_type(string text, string value, string reason)
    {
        var file = WorkloadText.OfPayload($$"""{"a": [{"b": "{{text}}"}]}""");

        foreach (var syntax in Enum.GetValues<WorkloadSyntax>())
        {
            var payload = WorkloadText.PayloadOf(WorkloadText.Read(file, syntax, Parameters));
            Assert.Equal(($$"""{"a":[{"b":{{value}}}]}""", reason), (payload, reason));
        }
    }

    [Theory]
    [InlineData("${CRYPTO_BITS}")]
    [InlineData("$${x}")]
    [InlineData("x")]
    public void Without_parameters_a_text_stays_as_it_is_written(string text)
    {
        var payload = $$"""{"a":"{{text}}"}""";

        var workload = WorkloadText.Read(WorkloadText.OfPayload(payload), WorkloadSyntax.Json, parameters: null);

        Assert.Equal(payload, WorkloadText.PayloadOf(workload));
    }

    [Fact]
    public void Without_parameters_a_placeholder_must_be_one_all_the_same() => Assert.Contains(
        "found '${CRYPTO_BIT}'; allowed: ${IMAGE_GCS_URI}",
        Assert.Throws<WorkloadException>(
            () => WorkloadText.Read(WorkloadText.OfPayload("""{"a": "${CRYPTO_BIT}"}"""), WorkloadSyntax.Yaml, parameters: null)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_is_not_set_is_named_where_it_is_used() => Assert.Equal(
        """
        line 2: functions.f.payload.a: found '${IMAGE_GCS_URI}'; allowed: a placeholder whose variable is set, which IMAGE_GCS_URI is not
        line 3: functions.f.payload.b: found '${VIDEO_GCS_URI}'; allowed: a placeholder whose variable is set, which VIDEO_GCS_URI is not
        """.ReplaceLineEndings("\n"),
        Assert.Throws<WorkloadException>(() => WorkloadText.Read(
            WorkloadText.OfPayload("{\"a\": \"${IMAGE_GCS_URI}\",\n\"b\": \"${VIDEO_GCS_URI}\"}"), WorkloadSyntax.Yaml, new())).Message);

    [Fact]
    public void A_members_name_is_never_a_placeholder() => Assert.Equal(
        """{"${CRYPTO_BITS}":1}""",
        WorkloadText.PayloadOf(WorkloadText.Read(WorkloadText.OfPayload("""{"${CRYPTO_BITS}": 1}"""), WorkloadSyntax.Yaml, Parameters)));

    [Fact]
    public void Placeholders_are_variables_of_the_configuration()
    {
        var refusal = WorkloadText.Refusal(WorkloadText.OfPayload("""{"a": "${x}"}"""));

        var names = refusal.Split("allowed: ")[1].Split(", each")[0].Split(", ").Select(placeholder => placeholder[2..^1]).ToList();
        Assert.Equal(6, names.Count);
        Assert.Subset(ConfigurationVariables.InOrder.ToHashSet(), names.ToHashSet());
    }
}
