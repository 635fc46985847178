using Loadgen.Configuration;

namespace Loadgen.Tests.Support;

internal static class TestConfiguration
{
    private const string Urls = """
        {"api_health_check":{"us-east1":"http://health.test/"},"crypto_key_gen":{"us-east1":"http://crypto.test/"},
         "image_format_converter":{"us-east1":"http://image.test/"},"video_transcoder":{"us-east1":"http://video.test/"}}
        """;

    /// <summary>A configuration for both functions, with some variables changed.</summary>
    public static LoadgenConfiguration Read(params (string Name, string? Value)[] changes)
    {
        var variables = new Dictionary<string, string?>
        {
            ["EXPERIMENT_ID"] = "exp",
            ["SCENARIO"] = "A",
            ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
            ["VIDEO_GCS_URI"] = "gs://inputs/video.mp4",
            ["FUNCTION_URLS_JSON"] = Urls,
            ["FIXED_REGION"] = "us-east1",
            ["LOG_GCS_BUCKET"] = "bucket",
            ["EVENTS_TOPIC"] = "projects/p/topics/events",
        };
        foreach (var (name, value) in changes)
            variables[name] = value;
        return ConfigurationReader.Read(variables.GetValueOrDefault, ConfigurationRole.Planner | ConfigurationRole.Invoker);
    }
}
