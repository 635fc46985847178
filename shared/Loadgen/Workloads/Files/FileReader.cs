using Loadgen.Clocks;
using Loadgen.Trace;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Workloads.Files;

/// <summary>Reads a file's members.</summary>
/// <param name="isStored">Whether it is a stored workload, which may be cut to some minutes of each hour.</param>
internal sealed class FileReader(Reading reading, PayloadTexts texts, bool isStored)
{
    public const int Version = 1;

    private const int LongestName = 200;

    private readonly HourlyEvents _events = new();
    private readonly List<WorkloadFunction> _functions = [];
    private string? _name;
    private TraceHour? _starts;
    private MinuteRange? _minutes;

    /// <returns><see langword="null"/> where something has been found wrong.</returns>
    public Workload? Read()
    {
        reading.Tokens.Next();
        if (reading.Tokens.Kind is TokenKind.End)
            throw new TokenException(line: 1, "nothing", "a mapping");

        var lineOfRoot = reading.Tokens.Line;
        var lines = reading.Members(isStored ? [.. Member.OfFile, Member.Minutes] : Member.OfFile, Read);
        reading.Tokens.Next();
        if (lines is not null)
        {
            reading.Require(lines, lineOfRoot, Member.Workload, $"{Version}");
            reading.Require(lines, lineOfRoot, Member.Name, NameAllowed);
            reading.Require(lines, lineOfRoot, Member.Functions, FunctionsAllowed);
        }

        if (_name is null || _functions.Count == 0)
            return null;
        var workload = new Workload(_name, _functions) { Minutes = _minutes };
        return _starts is { } starts ? workload with { Starts = starts } : workload;
    }

    private static string NameAllowed => $"text of 1 to {LongestName} characters on one line";

    private static string FunctionsAllowed => $"a mapping of 1 to {WorkloadReader.MostFunctions} functions";

    private void Read(string member)
    {
        switch (member)
        {
            case Member.Workload:
                reading.Whole(Version, Version);
                break;
            case Member.Name:
                _name = reading.Text(NameAllowed, IsName);
                break;
            case Member.Starts:
                ReadStarts();
                break;
            case Member.Minutes:
                var text = reading.Text(MinuteRange.Allowed, text => MinuteRange.Parse(text) is not null);
                _minutes = text is null ? null : MinuteRange.Parse(text);
                break;
            default:
                ReadFunctions();
                break;
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text.EnumerateRunes().Count() <= LongestName
        && !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029');

    private void ReadStarts()
    {
        DateTimeOffset moment = default;
        var text = reading.Text(
            "a full hour in UTC such as 2026-01-20T00:00:00Z",
            text => Instant.TryParse(text, out moment) && TraceHour.Containing(moment).Start == moment);
        if (text is not null)
            _starts = TraceHour.Containing(moment);
    }

    private void ReadFunctions()
    {
        var line = reading.Tokens.Line;
        var count = 0;
        var functions = new FunctionReader(reading, new PayloadReader(reading, texts), _events);
        var lines = reading.Members(known: null, id =>
        {
            if (++count > WorkloadReader.MostFunctions)
                reading.Tokens.Skip();
            else if (functions.Read(id) is { } function)
                _functions.Add(function);
        });
        if (lines is null)
            return;

        if (count is 0 or > WorkloadReader.MostFunctions)
            reading.Findings.Add(line, count == 0 ? "no function" : $"{count} functions", FunctionsAllowed);
        if (_events.FindTooFull() is var (hour, events))
            reading.Findings.Add(line, $"{events} events in hour {hour}", $"at most {WorkloadReader.MostEventsOfHour} events an hour");
    }
}
