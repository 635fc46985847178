using static Loadgen.Terraform.Tests.ConfigurationCase;

namespace Loadgen.Terraform.Tests;

/// <summary>What is worth a look, good and bad alike: who refuses what is for the test to find out.</summary>
internal static class ConfigurationCases
{
    public static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        Of("A is fine", "A"),
        Of("B is fine", "B"),
        Of("C is fine", "C"),
        new("nothing is given", new Dictionary<string, string>()),
        Of("A without what it needs", "A", ("FUNCTION_URLS_JSON", ""), ("FIXED_REGION", " ")),
        Of("B without URLs", "B", ("FUNCTION_URLS_JSON", "")),
        Of("C without a dispatcher", "C", ("DISPATCHER_URL", "")),
        Of("B does not look at A's and C's variables", "B", ("FIXED_REGION", "nowhere"), ("DISPATCHER_URL", "no URL")),
        Of("C looks at URLs that it does not need", "C", ("FUNCTION_URLS_JSON", "[]")),
        Of("C takes an incomplete map", "C", ("FUNCTION_URLS_JSON", """{"crypto_key_gen":{}}""")),
        Of("several variables are wrong at once", "A", ("EXPERIMENT_ID", "a b"), ("JITTER_S", "x"), ("IMAGE_GCS_URI", "image.png")),

        .. Each("EXPERIMENT_ID", "x", "a.b_c-D9", " trimmed ", new string('x', 128), new string('x', 129), "a/b", "ä", "a\nb"),
        .. Each("SCENARIO", "c", "b", "D", "AB"),
        .. Each("IMAGE_GCS_URI", "gs://b/o", "gs://abc/o", "gs://abc/", "gs://abc", "s3://abc/o", "GS://abc/o", "gs://Abc/o", "gs://-bc/o", "gs://a..b/o",
            "gs://a.b/o", "gs://abc/..", "gs://abc/a/../b", "gs://abc/.well-known/acme-challenge/x", $"gs://abc/{new string('ä', 512)}",
            $"gs://abc/{new string('ä', 512)}x", "gs://abc/a\tb", "gs://my_bucket/o", $"gs://{new string('b', 64)}/o"),
        .. Each("VIDEO_GCS_URI", "gs://abc/o", "abc"),
        .. Each("TRACE_HOUR_UTC", "2026-01-20T13:00:00Z", "2026-01-20T13:00", "2026-01-20T13", "20260120T130000Z", "20260120T1300", "2026-01-20T13:00:00.123456789Z",
            "2026-01-20T13:00:00+02:00", "2026-01-20T13:00:00-14:00", "2026-01-20T13:00:00+15:00", "2026-01-20T13:00:00.Z", "2026-01-20", "2026-02-30T00:00Z",
            "2024-02-29T00:00Z", "2026-01-20T24:00Z", "2026-01-20 13:00Z", "1970-01-01T00:00Z", "1970-01-01T00:30+01:00", "1969-12-31T23:30-01:00", "9998-12-31T23:00Z",
            "9999-01-01T00:00Z", "tomorrow", "2026-1-20T13:00Z", "2026-01-20T13:60Z"),
        .. Each("JITTER_S", "0", "15", "3599", "3600", "-1", "-0", "+15", "1.5", ".5", "5.", "1e3", "0x10", "1,5", "NaN", "Infinity", "fifteen", "1 5", "007"),
        .. Each("TIMEOUT_S", "1", "450", "451", "480", "481", "0", "0.5"),
        .. Each("VERIFY_TLS", "1", "true", "YES", "y", "0", "False", "no", "N", "on", "2", "t"),
        .. Each("DRY_RUN", "yes", "maybe"),
        .. Each("LOG_GCS_ALLOW_OVERWRITE", "n", "never"),
        .. Each("IMAGE_FORMAT", "PNG", "anything goes", "a\u0007b"),
        .. Each("IMAGE_QUALITY", "1", "100", "0", "101", "85.0", "+85", "085", "-1"),
        .. Each("CRYPTO_BITS", "1024", "16384", "1023", "16385", "4096.5"),
        .. Each("VIDEO_PASSES", "1", "10", "0", "11"),
        .. Each("AUTH_MODE", "oidc", "Bearer", "basic"),
        .. Each("LOG_GCS_BUCKET", "my-logs", "my_logs.example", "ab", "My-logs", "my-logs-", new string('b', 63), new string('b', 64)),
        .. Each("LOG_GCS_PREFIX", "logs", "/logs/", "a/b", "/", "..", new string('p', 768), new string('p', 769), "a\nb"),
        .. Each("LOG_GCS_OBJECT", "run.jsonl", "logs/", "logs/{experiment_id}/{scenario}/{trace_hour}-{run_id}-{timestamp}.jsonl", "{unknown}.jsonl", "{run_id", "run_id}",
            "/run.jsonl", "a\nb", new string('o', 1007), new string('o', 1008), $"{{experiment_id}}{new string('o', 896)}", $"{{experiment_id}}{new string('o', 897)}"),
        .. Each("EVENTS_TOPIC", "", "events", "projects/p/topics/ev", "projects/p/topics/eve", "projects/p/topics/google-events", "projects//topics/events",
            "projects/p/topics/1events", "projects/example.com:p/topics/events"),
        .. Each("TICK_AHEAD_S", "0", "1800", "1801"),
        .. Each("LEAD_S", "1", "3600", "0.5", "3601"),
        .. Each("PLAN_WINDOW_S", "60", "570", "59", "571"),
        .. Each("HOLD_MAX_S", "60", "450", "450.5", "451", "480", "59", "481"),
        .. Each("MAX_LATENESS_S", "0", "2678400", "2678401", "-1"),

        Of("hold and timeout are judged together", "A", ("HOLD_MAX_S", "300"), ("TIMEOUT_S", "271")),
        Of("hold and timeout fit together", "A", ("HOLD_MAX_S", "300"), ("TIMEOUT_S", "270")),
        Of("a wrong timeout is not judged together with the hold", "A", ("HOLD_MAX_S", "480"), ("TIMEOUT_S", "500")),

        .. EachIn("C", "DISPATCHER_URL", "http://localhost:8080", "HTTPS://x.example/a?b=c#d", "https://[::1]:8443/", "https://u:p@x.example/", "https://u@x.example/", "/path",
            "x.example", "ftp://x.example/", "https:///path", "https://", "https://x.example/a b", "https://x.example:65536/", "https://x.example:80/a@b", "https://x.example:port/"),

        .. EachIn("B", "FUNCTION_URLS_JSON", "{", "null", "[]", "\"text\"", "1", "{}", """{"api_health_check":1}""", """{"":{}}"""),
        Of("B with a function that has no region", "B", Urls("crypto_key_gen", "{}")),
        Of("a region without a name", "B", Urls("crypto_key_gen", """{" ":"https://a.example/"}""")),
        Of("a URL that is none", "B", Urls("crypto_key_gen", """{"us-east1":"here"}""")),
        Of("a URL with white space around it", "B", Urls("crypto_key_gen", """{"us-east1":" https://a.example/ "}""")),
        Of("a number instead of a URL", "B", Urls("crypto_key_gen", """{"us-east1":80}""")),
        Of("null instead of a URL", "B", Urls("crypto_key_gen", """{"us-east1":null}""")),
        Of("a region twice", "B", Urls("crypto_key_gen", """{"us-east1":"https://a.example/","us-east1":"https://b.example/"}""")),
        Of("a function twice", "B", ("FUNCTION_URLS_JSON", Urls("crypto_key_gen", "{}").Value.Replace("{}", """{"r":"https://a.example/"},"crypto_key_gen":{"r":"https://a.example/"}""", StringComparison.Ordinal))),
        Of("a colon after a quoted quote is no member", "C", ("FUNCTION_URLS_JSON", """{"f":{"r":"https://a.example/\":\""}}""")),
        Of("half a surrogate pair", "C", ("FUNCTION_URLS_JSON", """{"f":{"\ud800":"https://a.example/"}}""")),
        Of("a whole surrogate pair", "C", ("FUNCTION_URLS_JSON", """{"f":{"\ud83d\ude00":"https://a.example/"}}""")),
        Of("an unknown function beside the trace's", "B", ("FUNCTION_URLS_JSON", Urls("", "").Value.Replace("}}", """},"more":{}}""", StringComparison.Ordinal))),
        Of("B chooses Stockholm among several regions", "B", Urls("crypto_key_gen", """{"europe-north2":"https://a.example/","us-east1":"https://b.example/"}""")),
        Of("B cannot choose among several regions", "B", Urls("crypto_key_gen", """{"europe-west1":"https://a.example/","us-east1":"https://b.example/"}""")),
        Of("B chooses Belgium for the GPU", "B", Urls("video_transcoder", """{"europe-west1":"https://a.example/","us-east1":"https://b.example/"}""")),
        Of("A in a region that one function lacks", "A", Urls("video_transcoder", """{"europe-west1":"https://a.example/"}""")),
        Of("A in a region of a map that is malformed", "A", ("FUNCTION_URLS_JSON", "{"), ("FIXED_REGION", "nowhere")),
        Of("A in a region with a control character", "A", ("FIXED_REGION", "us\u0001east1")),
    ];

    private static IEnumerable<ConfigurationCase> Each(string name, params string[] values) => EachIn("A", name, values);

    private static IEnumerable<ConfigurationCase> EachIn(string scenario, string name, params string[] values) =>
        values.Select(value => Of($"{scenario}, {name} = '{(value.Length > 40 ? $"{value[..40]}… of {value.Length}" : value.ReplaceLineEndings("␤"))}'", scenario, (name, value)));
}
