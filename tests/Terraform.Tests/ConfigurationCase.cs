namespace Loadgen.Terraform.Tests;

/// <summary>Variables that the functions may be given, and the reason why they are worth a look.</summary>
/// <param name="Reason">Names the case.</param>
/// <param name="Variables">All of them.</param>
internal sealed record ConfigurationCase(string Reason, IReadOnlyDictionary<string, string> Variables)
{
    private const string OneRegion =
        """
        {"api_health_check":{"us-east1":"https://health.example/"},"crypto_key_gen":{"us-east1":"https://crypto.example/"},
         "image_format_converter":{"us-east1":"https://image.example/"},"video_transcoder":{"us-east1":"https://video.example/"}}
        """;

    /// <summary>A scenario that is fine, with what is different: a name and a text each, an empty text for what is missing.</summary>
    public static ConfigurationCase Of(string reason, string scenario, params (string Name, string Value)[] changes)
    {
        var variables = new Dictionary<string, string>
        {
            ["EXPERIMENT_ID"] = "experiment-2026-01-15",
            ["SCENARIO"] = scenario,
            ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
            ["VIDEO_GCS_URI"] = "gs://inputs/clips/video.mp4",
            ["EVENTS_TOPIC"] = "projects/p/topics/events",
        };
        if (scenario is "A" or "B")
            variables["FUNCTION_URLS_JSON"] = OneRegion;
        if (scenario is "A")
            variables["FIXED_REGION"] = "us-east1";
        if (scenario is "C")
            variables["DISPATCHER_URL"] = "https://dispatcher.example/";
        foreach (var (name, value) in changes)
            variables[name] = value;
        return new(reason, variables);
    }

    /// <summary>The map of functions in which one of them has other regions.</summary>
    public static (string Name, string Value) Urls(string function, string regions) => (
        "FUNCTION_URLS_JSON",
        "{" + string.Join(',', ((string[])["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"])
            .Select(id => $"\"{id}\":{(id == function ? regions : """{"us-east1":"https://a.example/"}""")}")) + "}");
}
