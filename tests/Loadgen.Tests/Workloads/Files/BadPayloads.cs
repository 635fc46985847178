using static Loadgen.Tests.Workloads.Files.GoodFiles;
using static Loadgen.Tests.Workloads.Files.WorkloadText;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>What is wrong with payloads.</summary>
internal static class BadPayloads
{
    private const string Payload = "functions.f.payload";
    private const string Placeholders =
        "${IMAGE_GCS_URI}, ${VIDEO_GCS_URI}, ${IMAGE_FORMAT}, ${IMAGE_QUALITY}, ${CRYPTO_BITS}, ${VIDEO_PASSES}, each alone; "
        + "$${ for a literal ${";

    public static readonly BadFile[] Rows =
    [
        new(OfPayload("[1]"), $"line 2: {Payload}: found a list; allowed: a mapping", "a list"),
        new(OfPayload("null"), $"line 2: {Payload}: found nothing; allowed: a mapping", "no value"),
        new(OfPayload("{\"run_id\": \"x\"}"),
            $"line 2: {Payload}.run_id: found a member that every event sets itself; allowed: members of other names",
            "a member that is set anyway"),
        new(OfPayload("{\"a\": {\"b\": 1, \"b\": 2}}"),
            $"line 2: {Payload}.a: found a second 'b', the first being on line 2; allowed: each member once",
            "a member twice", SchemaKnows: false),
        new(OfPayload($"{Repeat("{\"a\": ", 24)}{{}}{Repeat("}", 24)}"),
            $"line 2: {Payload}{Repeat(".a", 24)}: found a mapping; allowed: at most 24 levels", "25 levels", SchemaKnows: false),
        new(OfPayload($"{{\"a\": {Repeat("[", 24)}{Repeat("]", 24)}}}"),
            $"line 2: {Payload}.a{Repeat("[0]", 23)}: found a list; allowed: at most 24 levels", "25 levels of lists", SchemaKnows: false),
        new(OfPayload($"{{\"a\": \"{new string('a', (1024 * 1024) - 7)}\"}}"),
            $"line 2: {Payload}: found more than 1048576 bytes of JSON; allowed: at most 1048576 bytes",
            "a byte more than a MiB", SchemaKnows: false),
        new(OfPayload("{\"a\": \"${IMAGE_URI}\"}"),
            $"line 2: {Payload}.a: found '${{IMAGE_URI}}'; allowed: {Placeholders}. Did you mean ${{IMAGE_GCS_URI}}?", "a slip"),
        new(OfPayload("{\"a\": [\"gs://b/${IMAGE_FORMAT}\"]}"),
            $"line 2: {Payload}.a[0]: found 'gs://b/${{IMAGE_FORMAT}}'; allowed: {Placeholders}. Did you mean ${{IMAGE_FORMAT}}?",
            "a placeholder that is not alone"),
        new(OfPayload("{\"a\": \"${HOME}\"}"), $"line 2: {Payload}.a: found '${{HOME}}'; allowed: {Placeholders}",
            "a variable of other people"),
        new(OfPayload("{\"a\": \"$${x} ${y}\"}"), $"line 2: {Payload}.a: found '$${{x}} ${{y}}'; allowed: {Placeholders}",
            "one of two escaped"),
    ];
}
