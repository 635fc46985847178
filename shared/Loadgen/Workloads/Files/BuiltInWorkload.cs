using System.Text;

namespace Loadgen.Workloads.Files;

/// <summary>The workload of an experiment that names none: four functions, each called once an hour.</summary>
public static class BuiltInWorkload
{
    /// <summary>Its <see cref="Workload.Name"/>.</summary>
    public const string Name = "built-in";

    /// <summary>Answers at once; the dispatcher is told not to delay it.</summary>
    public const string HealthCheck = "api_health_check";

    /// <summary>Makes an RSA key pair.</summary>
    public const string CryptoKeyGen = "crypto_key_gen";

    /// <summary>Converts an image that lies in Cloud Storage.</summary>
    public const string ImageConverter = "image_format_converter";

    /// <summary>Transcodes a video that lies in Cloud Storage; the one function that runs on GPUs.</summary>
    public const string VideoTranscoder = "video_transcoder";

    /// <summary>Its file, which is YAML.</summary>
    public static string Text { get; } = EmbeddedText.Read("builtin.yaml");

    /// <summary>The workload with its placeholders.</summary>
    public static Workload Unresolved { get; } = Read(parameters: null);

    /// <summary>The workload with the values of its placeholders.</summary>
    /// <exception cref="WorkloadException">The URI of the image or of the video is not set.</exception>
    public static Workload Of(WorkloadParameters parameters) => Read(parameters);

    private static Workload Read(WorkloadParameters? parameters)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        return WorkloadReader.Read(content, WorkloadSyntax.Yaml, parameters);
    }
}
