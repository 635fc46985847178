using System.Globalization;

namespace Loadgen.Cli.Output;

/// <summary>How often each thing occurs, in words.</summary>
internal static class Counted
{
    /// <summary>Such as <c>3 logs</c>.</summary>
    public static string Of(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>Such as <c>1203 ok, 3 timeout</c>: the most frequent first.</summary>
    public static string Of(IEnumerable<string> things) => Of(things.CountBy(thing => thing));

    /// <inheritdoc cref="Of(IEnumerable{string})"/>
    public static string Of(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(", ", counts
        .OrderByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
}
