using System.Globalization;

namespace Loadgen.Cloud.Workloads;

/// <summary>Where a workload lies in Cloud Storage.</summary>
/// <param name="Generation">The one that is meant; <see langword="null"/>: whichever is there.</param>
public sealed record WorkloadAddress(string Bucket, string ObjectName, long? Generation)
{
    private const string Scheme = "gs://";

    /// <summary>Reads <c>gs://bucket/object</c>, perhaps with <c>#generation</c> behind it.</summary>
    /// <returns><see langword="null"/> where it is anything else, such as a path.</returns>
    public static WorkloadAddress? Parse(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal)
            || uri[Scheme.Length..].Split('/', 2) is not [{ Length: > 0 } bucket, { Length: > 0 } name])
            return null;

        // An object's name may have a # too: only digits behind the last one are a generation.
        return name.LastIndexOf('#') is var hash and > 0
            && long.TryParse(name.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                ? new(bucket, name[..hash], generation)
                : new(bucket, name, null);
    }
}
