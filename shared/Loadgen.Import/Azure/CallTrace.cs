using System.Globalization;
using Loadgen.Import.Problems;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Azure;

/// <summary>Azure Functions 2021: one call a row, with the moment at which it ended and how long it took.</summary>
internal sealed class CallTrace(TraceFile file) : ITrace
{
    private const decimal LongestTrace = 366 * 86_400m;
    private const int MostCalls = 10_000_000;
    private static readonly string[] Names = ["app", "func", "end_timestamp", "duration"];

    public TraceFacts Facts { get; } = new(Triggers: false, Durations: true, Memory: false);

    /// <inheritdoc/>
    public TraceSurvey Survey(TraceMinutes? minutes, ProblemList problems)
    {
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        var (before, last) = (0L, -1L);
        foreach (var call in Calls(problems))
        {
            totals.TryAdd(call.Key, 0);
            if (call.Start < 0)
            {
                before++;
                continue;
            }

            last = Math.Max(last, MinuteOf(call));
            if (minutes is null || Contains(minutes, call))
                totals[call.Key]++;
        }

        var length = (int)(last + 1);
        if (minutes is not null && minutes.Last >= length)
        {
            throw problems.Fatal("", null, "--minutes", ProblemList.Quoted(minutes.ToString()), string.Create(
                CultureInfo.InvariantCulture, $"minutes in which {file.Name} has calls: 0..{Math.Max(0, length - 1)}"));
        }

        return new(
            minutes ?? new(0, Math.Max(0, length - 1)), length, [.. totals.Select(total => new FunctionTotal(total.Key, total.Value))])
        {
            BeganBefore = before,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<TracedFunction> Read(IReadOnlyList<string> keys, TraceMinutes minutes, ProblemList problems)
    {
        var moments = keys.ToDictionary(key => key, _ => new List<long>(), StringComparer.Ordinal);
        var durations = keys.ToDictionary(key => key, _ => 0m, StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var calls = 0;
        foreach (var call in Calls(problems))
        {
            if (!Contains(minutes, call) || !moments.TryGetValue(call.Key, out var found))
                continue;
            if (++calls > MostCalls)
            {
                throw problems.Fatal("", null, "calls", $"more than {MostCalls}", string.Create(
                    CultureInfo.InvariantCulture, $"at most {MostCalls}; --minutes or --functions leaves some out"));
            }

            found.Add(call.Start - (minutes.First * ExactMoments.MillisecondsOfMinute));
            durations[call.Key] += call.Duration;
            names.TryAdd(call.Key, call.Function);
        }

        foreach (var found in moments.Values)
            found.Sort();
        return
        [
            .. keys.Select(key => new TracedFunction(names[key], new ExactMoments(moments[key]))
            {
                Duration = (double)Math.Round(durations[key] * 1000 / moments[key].Count, 3),
            }),
        ];
    }

    private static long MinuteOf(Call call) => call.Start / ExactMoments.MillisecondsOfMinute;

    private static bool Contains(TraceMinutes minutes, Call call) =>
        call.Start >= 0 && MinuteOf(call) is var minute && minute >= minutes.First && minute <= minutes.Last;

    private IEnumerable<Call> Calls(ProblemList problems)
    {
        using var rows = new CsvRows(file, problems);
        int[] columns = [.. Names.Select(name => ColumnOf(rows.Header, name, problems))];
        problems.ThrowIfAny();
        var (app, function, end, duration) = (columns[0], columns[1], columns[2], columns[3]);
        // An app's functions come again and again, and a text is only made once for each.
        var keys = new Dictionary<(string, string), string>();
        while (rows.Read())
        {
            var name = rows[function].Trim();
            if (name.Length == 0)
                rows.Refuse(function, "the function's hash");
            var ended = Seconds(rows, end);
            var took = Seconds(rows, duration);
            if (name.Length == 0 || ended is null || took is null)
                continue;
            var of = (rows[app].Trim(), name);
            if (!keys.TryGetValue(of, out var key))
                keys[of] = key = $"{of.Item1},{name}";
            // To the millisecond in which it began; in decimals, so that 0.3 - 0.1 is 0.2.
            yield return new(key, name, (long)Math.Floor((ended.Value - took.Value) * 1000), took.Value);
        }
    }

    private static decimal? Seconds(CsvRows rows, int column)
    {
        if (decimal.TryParse(rows[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and <= LongestTrace)
        {
            return seconds;
        }

        rows.Refuse(column, string.Create(CultureInfo.InvariantCulture, $"seconds, 0–{LongestTrace}"));
        return null;
    }

    private int ColumnOf(IReadOnlyList<string> header, string name, ProblemList problems)
    {
        List<int> columns = [.. Enumerable.Range(0, header.Count).Where(i => header[i].Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (columns.Count != 1)
            problems.AddText(file.Name, 1, "header", string.Join(',', header.Take(6)), $"{string.Join(',', Names)}, each once");
        return columns is [var column, ..] ? column : 0;
    }

    /// <param name="Start">In ms since the beginning of the trace; negative where it began before.</param>
    /// <param name="Duration">In seconds.</param>
    private readonly record struct Call(string Key, string Function, long Start, decimal Duration);
}
