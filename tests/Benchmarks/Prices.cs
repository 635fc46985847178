namespace Loadgen.Benchmarks;

/// <summary>
/// Google's list prices in us-east1 (tier 1), in dollars, before free tiers unless they say otherwise. The pages and their dates are in the
/// terraform/README.md, Cost.
/// </summary>
internal static class Prices
{
    /// <summary>
    /// Cloud Run services and functions: a vCPU, a GiB, for a second in which a request is answered or an instance starts; and a request.
    /// </summary>
    public const double FunctionCpu = 0.000024, FunctionMemory = 0.0000025, Request = 0.40 / 1_000_000;

    /// <summary>What a billing account has free of it, each month.</summary>
    public const double FreeFunctionCpu = 180_000, FreeFunctionMemory = 360_000;

    /// <summary>Cloud Run jobs: a vCPU, a GiB, for a second of life.</summary>
    public const double JobCpu = 0.000018, JobMemory = 0.000002;

    /// <summary>What a billing account has free of it, each month.</summary>
    public const double FreeJobCpu = 240_000, FreeJobMemory = 450_000;

    /// <summary>Cloud Storage: an object written or composed (class A), an object read (class B).</summary>
    public const double Write = 0.005 / 1000, Read = 0.0004 / 1000;

    /// <summary>A byte that Pub/Sub takes or delivers; a request counts as 1,000 at least.</summary>
    public const double PubSubByte = 40.0 / (1L << 40);
}
