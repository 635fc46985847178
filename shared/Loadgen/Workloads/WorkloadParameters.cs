namespace Loadgen.Workloads;

/// <summary>What the placeholders of a workload's payloads stand for: a configuration's variables of the same names.</summary>
public sealed record WorkloadParameters
{
    /// <summary><c>IMAGE_GCS_URI</c>: <c>gs://bucket/object</c>; <see langword="null"/> where it is not set.</summary>
    public string? ImageUri { get; init; }

    /// <summary><c>VIDEO_GCS_URI</c>: <c>gs://bucket/object</c>; <see langword="null"/> where it is not set.</summary>
    public string? VideoUri { get; init; }

    /// <summary><c>IMAGE_FORMAT</c>.</summary>
    public string ImageFormat { get; init; } = "WEBP";

    /// <summary><c>IMAGE_QUALITY</c>, 1–100.</summary>
    public int ImageQuality { get; init; } = 85;

    /// <summary><c>CRYPTO_BITS</c>, 1024–16384.</summary>
    public int CryptoBits { get; init; } = 4096;

    /// <summary><c>VIDEO_PASSES</c>, 1–10.</summary>
    public int VideoPasses { get; init; } = 2;
}
