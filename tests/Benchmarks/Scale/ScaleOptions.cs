using System.Globalization;

namespace Loadgen.Benchmarks.Scale;

/// <summary>What is measured, and how long.</summary>
/// <param name="Rows">The groups of rows that are measured.</param>
/// <param name="Seconds">How long the events at 100 a second go on.</param>
internal sealed record ScaleOptions(IReadOnlyList<string> Rows, int Seconds, bool IsJson)
{
    public const string Usage = "scale [--json] [--seconds N] [--rows name,…]";

    private const int UsualSeconds = 100;

    private const int MostSeconds = 3000;

    /// <summary>Reads the command line behind <c>scale</c>.</summary>
    /// <param name="known">All groups of rows, in order.</param>
    /// <exception cref="ScaleException">It is none of <see cref="Usage"/>.</exception>
    public static ScaleOptions Of(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        var options = new ScaleOptions(known, UsualSeconds, IsJson: false);
        for (var i = 0; i < arguments.Count; i++)
        {
            options = (arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : null) switch
            {
                ("--json", _) => options with { IsJson = true },
                ("--seconds", { } text) => options with { Seconds = SecondsOf(text) },
                ("--rows", { } text) => options with { Rows = RowsOf(text, known) },
                var (other, _) => throw new ScaleException($"found '{other}'; allowed: {Usage}"),
            };
            i += arguments[i] is "--json" ? 0 : 1;
        }

        return options;
    }

    private static int SecondsOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MostSeconds
            ? seconds
            : throw new ScaleException($"--seconds: found '{text}'; allowed: 1–{MostSeconds}");

    private static List<string> RowsOf(string text, IReadOnlyList<string> known)
    {
        var wanted = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(wanted, name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw new ScaleException($"--rows: found '{unknown}'; allowed: {string.Join(", ", known)}")
            : [.. known.Where(name => wanted.Contains(name, StringComparer.Ordinal))];
    }
}

/// <summary>Nothing could be measured; the message is for the operator.</summary>
internal sealed class ScaleException(string message) : Exception(message);
