namespace Loadgen.Cli.Tests;

/// <summary>Env files in another of YAML's styles than the examples: bare numbers, a block of JSON that ends in a line break.</summary>
internal static class EnvFiles
{
    public const string ScenarioA = """
        EXPERIMENT_ID: "experiment-2026-01-15"
        SCENARIO: "A"
        IMAGE_GCS_URI: "gs://inputs/image.png"
        VIDEO_GCS_URI: "gs://inputs/clips/video.mp4"
        FIXED_REGION: "us-east1"
        JITTER_S: 15
        DRY_RUN: true
        FUNCTION_URLS_JSON: |
          {
            "api_health_check": {"us-east1": "https://health.example/"},
            "crypto_key_gen": {"us-east1": "https://crypto.example/"},
            "image_format_converter": {"us-east1": "https://image.example/"},
            "video_transcoder": {"us-east1": "https://video.example/"}
          }
        """;
}
