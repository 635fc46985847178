using System.Text.RegularExpressions;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>Cloud Storage's rule for bucket names, which also makes each of them a harmless folder name.</summary>
internal static partial class BucketName
{
    /// <summary>What is wrong with a name that is not valid.</summary>
    internal static string Refusal(string name) =>
        $"'{name}' is not a bucket name: 3 to 222 of lower-case letters, digits, '.', '_' and '-'.";

    internal static bool IsValid(string name) => Pattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\A[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Pattern();
}
