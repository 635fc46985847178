using Loadgen.Workloads.Files.Tokens;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Workloads.Files;

/// <summary>Reads a function's schedule.</summary>
internal sealed class ScheduleReader(Reading reading)
{
    /// <summary>What it must have, for messages.</summary>
    public const string Kinds = $"one of {Member.Count}, {Member.PerMinute} and {Member.At}";

    private const int MostCalls = WorkloadReader.MostEventsOfHour;
    private const int LastMinute = 59;
    private const string PerMinuteAllowed = "a list of at least one number";
    private const string AtAllowed = "a list of at least one offset";

    private static readonly string[] KindNames = [Member.Count, Member.PerMinute, Member.At];

    private CountList _counts = [];
    private List<TimeSpan> _offsets = [];

    /// <returns><see langword="null"/> where something is wrong with it.</returns>
    public FunctionSchedule? Read()
    {
        var line = reading.Tokens.Line;
        var (count, minute, arrival) = ((int?)null, 0, Arrival.Poisson);
        (_counts, _offsets) = ([], []);
        var lines = reading.Members(Member.OfSchedule, member =>
        {
            switch (member)
            {
                case Member.Count:
                    count = reading.Whole(1, MostCalls);
                    break;
                case Member.Minute:
                    minute = reading.Whole(0, LastMinute) ?? 0;
                    break;
                case Member.PerMinute:
                    ReadAll(PerMinuteAllowed, ReadCount);
                    break;
                case Member.Arrival:
                    arrival = ReadArrival();
                    break;
                default:
                    ReadAll(AtAllowed, ReadOffset);
                    break;
            }
        });
        if (lines is null || !IsOneKind(lines, line))
            return null;

        _counts.Complete();
        return count is { } calls ? new CountSchedule(calls, minute)
            : _counts.Count > 0 ? new PerMinuteSchedule(_counts, arrival)
            : _offsets.Count > 0 ? new OffsetSchedule(_offsets)
            : null;
    }

    private bool IsOneKind(IReadOnlyDictionary<string, int> lines, int line)
    {
        var kinds = KindNames.Where(lines.ContainsKey).ToList();
        if (kinds.Count != 1)
            reading.Findings.Add(line, kinds.Count == 0 ? "none of them" : string.Join(" and ", kinds), Kinds);
        else if (lines.TryGetValue(Member.Minute, out var minute) && kinds[0] != Member.Count)
            reading.Findings.Add(minute, $"{Member.Minute} beside {kinds[0]}", $"{Member.Minute} beside {Member.Count}");
        else if (lines.TryGetValue(Member.Arrival, out var arrival) && kinds[0] != Member.PerMinute)
            reading.Findings.Add(arrival, $"{Member.Arrival} beside {kinds[0]}", $"{Member.Arrival} beside {Member.PerMinute}");
        return kinds.Count == 1;
    }

    private void ReadAll(string allowed, Action read)
    {
        var line = reading.Tokens.Line;
        if (reading.Items(allowed, read) == 0)
            reading.Findings.Add(line, "an empty list", allowed);
    }

    private void ReadCount()
    {
        if (reading.Tokens.TryGetWhole(out var count) && count is >= 0 and <= MostCalls)
            _counts.Add(count);
        else
            reading.Refuse($"0 to {MostCalls}");
    }

    private void ReadOffset()
    {
        if (reading.Tokens.Kind is TokenKind.Text && OffsetText.Find(reading.Tokens.Text) is { } offset)
            _offsets.Add(offset);
        else
            reading.Refuse(OffsetText.Allowed);
    }

    private Arrival ReadArrival()
    {
        var name = reading.Text(ArrivalName.Allowed, name => ArrivalName.Find(name) is not null);
        return name is null ? default : ArrivalName.Find(name)!.Value;
    }
}
