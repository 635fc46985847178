namespace Loadgen.Trace;

/// <summary>One line of the trace: a function that is invoked <see cref="Count"/> times an hour.</summary>
/// <param name="Id">The function's ID in payloads and log lines.</param>
/// <param name="Count">Invocations an hour, at least 1.</param>
/// <param name="MinuteOffset">The minute of the first invocation, 0–59.</param>
public sealed record TraceFunction(string Id, int Count, int MinuteOffset)
{
    /// <summary>Answers at once; the dispatcher is told not to delay it.</summary>
    public const string HealthCheck = "api_health_check";

    /// <summary>Makes an RSA key pair.</summary>
    public const string CryptoKeyGen = "crypto_key_gen";

    /// <summary>Converts an image that lies in Cloud Storage.</summary>
    public const string ImageConverter = "image_format_converter";

    /// <summary>Transcodes a video that lies in Cloud Storage; the one function that runs on GPUs.</summary>
    public const string VideoTranscoder = "video_transcoder";

    /// <summary>The built-in hour: each of the four functions once.</summary>
    public static IReadOnlyList<TraceFunction> DefaultMix { get; } =
    [
        new(HealthCheck, 1, 0) { Traits = new(HealthCheck, Delayable: false) },
        new(CryptoKeyGen, 1, 1),
        new(ImageConverter, 1, 4),
        new(VideoTranscoder, 1, 8) { Traits = new(VideoTranscoder, Accelerator.Gpu) },
    ];

    /// <summary>Where and when it may run. A function is its own target unless it says otherwise.</summary>
    public FunctionTraits Traits { get; init; } = new(Id);

    /// <summary>The minute of the hour at which the <paramref name="index"/>-th invocation lies, jitter aside.</summary>
    /// <param name="index">0-based, below <see cref="Count"/>.</param>
    public int MinuteOf(int index) => (int)(((index * 60L / Count) + MinuteOffset) % 60);
}
