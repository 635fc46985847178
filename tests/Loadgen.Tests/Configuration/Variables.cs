using Loadgen.Configuration;

namespace Loadgen.Tests.Configuration;

/// <summary>Complete configurations to change one variable of.</summary>
internal static class Variables
{
    public const string AllFunctions = """
        {
          "api_health_check": {"us-east1": "https://health.example/", "europe-north2": "https://health-n2.example/"},
          "crypto_key_gen": {"europe-north2": "https://crypto-n2.example/", "us-east1": "https://crypto.example/"},
          "image_format_converter": {"us-east1": "https://image.example/", "europe-north2": "https://image-n2.example/"},
          "video_transcoder": {"us-east1": "https://video.example/", "europe-west1": "https://video-w1.example/"}
        }
        """;

    public static Dictionary<string, string?> Of(string scenario) => new(StringComparer.Ordinal)
    {
        ["EXPERIMENT_ID"] = "experiment-2026-01-15",
        ["SCENARIO"] = scenario,
        ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
        ["VIDEO_GCS_URI"] = "gs://inputs/clips/video.mp4",
        ["FUNCTION_URLS_JSON"] = scenario is "C" ? null : AllFunctions,
        ["FIXED_REGION"] = scenario is "A" ? "us-east1" : null,
        ["DISPATCHER_URL"] = scenario is "C" ? "https://dispatcher.example/dispatch" : null,
        ["EVENTS_TOPIC"] = "projects/p/topics/events",
    };

    public static Dictionary<string, string?> With(this Dictionary<string, string?> variables, string name, string? value)
    {
        variables[name] = value;
        return variables;
    }

    public static LoadgenConfiguration Read(
        this IReadOnlyDictionary<string, string?> variables, ConfigurationRole role = ConfigurationRole.Local) =>
        ConfigurationReader.Read(variables.GetValueOrDefault, role);

    public static ConfigurationException Refuse(
        this IReadOnlyDictionary<string, string?> variables, ConfigurationRole role = ConfigurationRole.Local) =>
        Assert.Throws<ConfigurationException>(() => variables.Read(role));
}
