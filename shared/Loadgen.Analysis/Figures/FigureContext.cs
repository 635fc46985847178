using System.Globalization;
using System.Text;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Figures;

/// <summary>What all pictures of a report are drawn from.</summary>
internal sealed class FigureContext
{
    /// <summary>More points than this are not to be told apart on a page.</summary>
    public const int MostPoints = 200, MostHours = 120;

    /// <summary>Names that are longer lose their middle: a picture has no room for them.</summary>
    private const int LongestName = 40;

    private const int LongestId = 60;
    private readonly Dictionary<string, int> _styles;
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="functions">Those that have pictures of their own, the busiest first.</param>
    /// <param name="others">How many have none.</param>
    public FigureContext(EventDatabase database, Report report, IReadOnlyList<string> functions, int others)
    {
        (Database, Report, Functions) = (database, report, functions);
        Others = others == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"The {functions.Count} busiest functions have a picture; {others:N0} others have none.");
        _styles = report.Approaches.Index().ToDictionary(pair => pair.Item.Label, pair => pair.Index);
    }

    public EventDatabase Database { get; }

    public Report Report { get; }

    public IReadOnlyList<string> Functions { get; }

    /// <summary>A sentence about the functions that have none; empty where all have.</summary>
    public string Others { get; }

    /// <summary>How an approach looks in all pictures.</summary>
    public int StyleOf(string approach) => _styles.GetValueOrDefault(approach);

    /// <summary>A name that can be read in a picture.</summary>
    public static string NameOf(string name)
    {
        if (name.Length <= LongestName)
            return name;
        var half = (LongestName - 1) / 2;
        return $"{name[..half]}…{name[^half..]}";
    }

    /// <summary>A word that no other picture of the report has: letters, digits, <c>. _ -</c>.</summary>
    public string IdOf(string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts)
        {
            text.Append('-');
            foreach (var letter in part.AsSpan(0, Math.Min(part.Length, LongestId)))
                text.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' ? letter : '_');
        }

        var word = text.ToString(0, Math.Min(text.Length, LongestId));
        var id = word;
        for (var number = 2; !_ids.Add(id); number++)
            id = string.Create(CultureInfo.InvariantCulture, $"{word}-{number}");
        return id;
    }

    /// <summary>The moment of an axis of time.</summary>
    public static DateTime TimeOf(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds);

    /// <summary>Whether values differ so much that equal steps would hide the small ones.</summary>
    public static bool SpansDecades(double least, double most) => least > 0 && most / least > 20;

    public static string WordOf(LatencyMeasure measure) => measure switch
    {
        LatencyMeasure.DispatcherTold => "what the dispatcher told",
        LatencyMeasure.FunctionLog => "until the function had finished",
        _ => "round trip",
    };
}
