namespace Loadgen.Analysis.Costs;

/// <summary>
/// Google's list prices in us-east1 (tier 1), in dollars, before free tiers unless they say otherwise, as of 2026-11-22. Which page each is
/// from, and the page's date, is in terraform/prices.md; a test holds the two together.
/// </summary>
public static class PriceList
{
    /// <summary>Cloud Run services and functions: a vCPU for a second in which a request is answered or an instance starts.</summary>
    public const double FunctionCpu = 0.000024;

    /// <summary>The same for a GiB of memory.</summary>
    public const double FunctionMemory = 0.0000025;

    /// <summary>A request to a service or function.</summary>
    public const double Request = 0.40 / 1_000_000;

    /// <summary>The vCPU-seconds of services and functions that a billing account has free each month.</summary>
    public const double FreeFunctionCpu = 180_000;

    /// <summary>The same for GiB-seconds.</summary>
    public const double FreeFunctionMemory = 360_000;

    /// <summary>Cloud Run jobs: a vCPU for a second of life.</summary>
    public const double JobCpu = 0.000018;

    /// <summary>The same for a GiB of memory.</summary>
    public const double JobMemory = 0.000002;

    /// <summary>The vCPU-seconds of jobs that a billing account has free each month.</summary>
    public const double FreeJobCpu = 240_000;

    /// <summary>The same for GiB-seconds.</summary>
    public const double FreeJobMemory = 450_000;

    /// <summary>Cloud Storage: an object written or composed (class A).</summary>
    public const double Write = 0.005 / 1000;

    /// <summary>Cloud Storage: an object read (class B).</summary>
    public const double Read = 0.0004 / 1000;

    /// <summary>A byte that Pub/Sub takes or delivers; a request counts as 1,000 at least.</summary>
    public const double PubSubByte = 40.0 / (1L << 40);

    /// <summary>A byte that Cloud Logging takes.</summary>
    public const double LoggedByte = 0.50 / (1 << 30);
}
