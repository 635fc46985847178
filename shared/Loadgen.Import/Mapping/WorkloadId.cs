using System.Globalization;
using Loadgen.Trace;

namespace Loadgen.Import.Mapping;

/// <summary>Names for functions in a workload, made of those that a trace has.</summary>
internal static class WorkloadId
{
    private const int ShortHash = 12;
    private const int Longest = 128;

    /// <summary>
    /// The beginnings of hashes, 12 digits and as many more as tell them apart; other names as they are, but for characters that an ID may
    /// not have. No two are the same.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names)
    {
        var lengths = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => ShortHash, StringComparer.Ordinal);
        List<string> same;
        do
        {
            same =
            [
                .. lengths.Where(name => IsHash(name.Key))
                    .GroupBy(name => name.Key[..name.Value], name => name.Key, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .SelectMany(group => group)
                    .Where(name => lengths[name] < name.Length),
            ];
            foreach (var name in same)
                lengths[name]++;
        }
        while (same.Count > 0);

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select(name => Unique(IsHash(name) ? name[..Math.Min(lengths[name], Longest)] : Cleaned(name), taken))];
    }

    /// <summary>The name with a hyphen for each character that may not be in it, and no longer than it may be.</summary>
    public static string Cleaned(string name)
    {
        var cleaned = string.Concat(name.Take(Longest).Select(letter => FunctionName.IsValid($"{letter}") ? letter : '-'));
        return cleaned.Length > 0 ? cleaned : "-";
    }

    private static bool IsHash(string name) => name.Length >= ShortHash && name.All(char.IsAsciiHexDigit);

    private static string Unique(string id, HashSet<string> taken)
    {
        var unique = id;
        for (var number = 2; !taken.Add(unique); number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            unique = id[..Math.Min(id.Length, Longest - ending.Length)] + ending;
        }

        return unique;
    }
}
