using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Tests.Reports;

public sealed class TrustTests
{
    private const int Enough = 6;

    public static TheoryData<string, Action<object>, string, string> Doubts => new()
    {
        {
            "a rehearsal that leaps", events => Healthy(events, new("A") { Clock = "leaping" }, new("B") { Clock = "leaping" }),
            "Limits", "a rehearsal: durations are true, dates are not; nothing follows from when a call ran."
        },
        {
            "one run of several is a rehearsal", events => Healthy(events, new("A") { Clock = "scaled", Speed = 60 }, new("B")),
            "Forbids", "6 of 12 runs: a rehearsal at 60×: its times are no measurements; its latencies are left out."
        },
        {
            "dry runs only", events => Healthy(events, new("A"), new("B") { IsDry = true }, new() { Outcome = "dry_run", Latency = null }),
            "Forbids", "B has only dry runs: nothing was called."
        },
        {
            "a dry run where there is no other", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Add(new("B", Enough) { IsDry = true }, 1, new SomeEvent(Latency: null) { Outcome = "dry_run" });
            },
            "Limits", "B has only dry runs in 1 of 7 hours."
        },
        {
            "no call succeeded", events => Healthy(events, new("A"), new("B"), new() { Outcome = "timeout" }),
            "Forbids", "None of B's 6 calls succeeded."
        },
        {
            "some calls failed", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Add(new("B", Enough), 1, new SomeEvent { Outcome = "http_error" });
            },
            "Limits", "14% of B's 7 calls failed; latencies are of the others, and those that fail are often the slow ones."
        },
        {
            "nothing was sent", events => Healthy(events, new("A"), new("B"), new(Latency: null) { Outcome = "skipped_late" }),
            "Forbids", "B made no call."
        },
        {
            "a run without events", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Add(new("C"), Enough, events: 0);
            },
            "Forbids", "C has no event."
        },
        {
            "measures that are not equal", events => Healthy(events, new("A"), new("C"), new() { Source = "dispatcher_response" }),
            "Forbids",
            "C cannot be compared with A: what the dispatcher says and round trips are not the same; what the functions log is, where both "
                + "have it (--functions)."
        },
        {
            "other hours", events => Healthy(events, new("A"), new("B", 100)),
            "Forbids", "B cannot be compared with A: no hour has a run of both."
        },
        {
            "other functions", events => Healthy(events, new("A"), new("B"), new("g")),
            "Forbids", "B cannot be compared with A: no event succeeded in both."
        },
        {
            "too few hours", events => Events(events).Add(new("A"), hours: 5, events: 3).Add(new("B"), hours: 5, events: 3),
            "Forbids", "B cannot be compared with A: no function has more than 15 pairs, in 5 hours, and 6 of both are needed."
        },
        {
            "different workloads", events => Healthy(events, new("A"), new("B") { Workload = "fedcba9876543210" }),
            "Forbids",
            "B and A had different workloads in 6 of the 6 hours that both have, such as fedcba987654 and 0123456789ab: their calls are "
                + "not the same."
        },
        {
            "different jitters", events => Healthy(events, new("A"), new("B") { Jitter = 0 }),
            "Limits",
            "B and A had different jitters (JITTER_S) in 6 of the 6 hours that both have, such as 0 and 15: their calls were not made at "
                + "the same instants."
        },
        {
            "different timeouts", events => Healthy(events, new("A"), new("B") { Timeout = 60 }),
            "Limits",
            "B and A had different timeouts (TIMEOUT_S) in 6 of the 6 hours that both have, such as 60 and 120: slow calls succeed in one "
                + "and fail in the other."
        },
        {
            "different versions", events => Healthy(events, new("A"), new("B") { Version = "1.1.0" }),
            "Limits",
            "B and A had different versions of Loadgen in 6 of the 6 hours that both have, such as 1.1.0 and 1.0.0: they may measure "
                + "differently."
        },
        {
            "one of two is a rehearsal", events => Healthy(events, new("A"), new("B") { Clock = "leaping" }),
            "Limits",
            "B and A had different clocks in 6 of the 6 hours that both have, such as leaping and machine: one is a rehearsal."
        },
        {
            "a region map that changed", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Add(new("A", Enough), 1, new SomeEvent { Url = "https://elsewhere.example/" }).Add(new("B", Enough));
            },
            "Limits", "A called f at several URLs: FUNCTION_URLS_JSON or FIXED_REGION changed over its hours."
        },
        {
            "planned events without a line", events => Healthy(events, new("A"), new("B") { Planned = 4 }),
            "Limits", "18 of B's 24 planned events have no line."
        },
        {
            "more events than were planned", events => Healthy(events, new("A"), new("B") { Planned = 0 }),
            "Limits", "B has 6 events, and planned 0: some are not its own."
        },
        {
            "lines too many", events => Healthy(events, new("A"), new("B"), new() { Copies = 2 }),
            "Limits", "B has 6 lines too many: an event counts once; `loadgen verify` says which."
        },
        {
            "runs that did not end", events => Healthy(events, new("A"), new("B") { IsComplete = false }),
            "Limits", "6 of B's 6 runs did not end, or not yet."
        },
        {
            "an hour that another has", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Add(new("A", Enough));
            },
            "Limits",
            "B has no run in 1 hour in which others of its experiment have one, or which its own rhythm would have: 2026-01-20T06:00:00Z."
        },
        {
            "calls that were late", events => Healthy(events, new("A"), new("B"), new() { Lag = 2400 }),
            "Limits",
            "A hundredth of B's calls were made more than 2.4 s after they were due, the latest by 2.4 s: its load was not the one that "
                + "was planned."
        },
        {
            "logs of the original", events => Healthy(events, new("A") { IsOriginal = true }, new("B"), new() { Lag = null }),
            "Note",
            "Logs of the original job, of A, have times to the second, so that their lag is not known, and do not say workload, timeout "
                + "and version."
        },
        {
            "several runs of an hour", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Add(new("A") { RunId = "replay", StartMinute = 30 });
            },
            "Note",
            "1 of 13 runs are left out: an hour counts once, by its first run that is no dry run, or by the one that --run names."
        },
        {
            "lines that could not be read", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events).Execute("INSERT INTO problems VALUES ('b.jsonl', 7, 'it is no JSON.'), ('a.jsonl', 12, 'it is no JSON.')");
            },
            "Limits", "2 lines in 2 logs could not be read, the first at a.jsonl:12: it is no JSON."
        },
        {
            "calls to the same URL at once",
            events => Healthy(events, new("A"), new("B"), new() { Url = "https://e-A.example/f/?key=…", Second = 69 }),
            "Forbids",
            "A and B called the same URLs within 10 s of each other, in 12 of their 12 calls (100%), of f: who comes first warms a "
                + "function for the other, or slows it. Nothing follows from a difference between them."
        },
        {
            "few calls to the same URL at once", events =>
            {
                Healthy(events, new("A"), new("B"));
                Events(events)
                    .Add(new("A", Enough), 1, [.. Enumerable.Range(1, 20).Select(i => new SomeEvent { Index = i })])
                    .Add(new("B", Enough), 1, new SomeEvent { Url = "https://e-A.example/g" }, new SomeEvent("g") { Second = 65 })
                    .Add(new("A", Enough + 1), 1, new SomeEvent("g"))
                    .Add(new("B", Enough + 1), 1, new SomeEvent("g") { Url = "https://e-A.example/g" });
            },
            "Limits",
            "A and B called the same URLs within 10 s of each other, in 2 of their 36 calls (6%), of g: who comes first warms a function "
                + "for the other, or slows it. A small difference between them may be that."
        },
        {
            "nothing to compare with", events => Events(events).Add(new("B"), Enough), "Note", "There is nothing to compare with."
        },
        { "no log has a run", _ => { }, "Forbids", "No run was found." },
        {
            "more functions than anybody reads", events =>
            {
                SomeEvent[] many = [.. Enumerable.Range(0, 201).Select(i => new SomeEvent($"f{i}"))];
                Events(events).Add(new("A"), 1, many).Add(new("B"), 1, many);
            },
            "Note", "Of 201 functions the 200 with the most events are shown and compared; `loadgen export` has all."
        },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void What_speaks_against_data_is_said_in_words(string reason, Action<object> arrange, string kind, string text)
    {
        using var events = new SomeEvents();
        arrange(events);

        var remarks = events.Report().Trust.Remarks;

        Assert.True(
            remarks.Contains(new(Enum.Parse<RemarkKind>(kind), text)),
            $"{reason}:\n{string.Join('\n', remarks.Select(remark => $"{remark.Kind}: {remark.Text}"))}");
    }

    [Fact]
    public void Nothing_is_said_of_whole_runs_of_two_scenarios_in_the_same_hours()
    {
        using var events = new SomeEvents();
        Healthy(events, new("A"), new("B"));

        Assert.Empty(events.Report().Trust.Remarks);
    }

    [Fact]
    public void A_rehearsal_hosts_its_functions_at_another_port_each_time()
    {
        using var events = new SomeEvents();
        for (var hour = 0; hour < Enough; hour++)
        {
            foreach (var scenario in (string[])["A", "B"])
                events.Add(new(scenario, hour) { Clock = "leaping" }, 1, new SomeEvent { Url = $"http://127.0.0.1:{hour}/{scenario}" });
        }

        Assert.DoesNotContain(events.Report().Trust.Remarks, remark => remark.Text.Contains("several URLs", StringComparison.Ordinal));
    }

    [Fact]
    public void The_gravest_comes_first()
    {
        using var events = new SomeEvents();
        Healthy(events, new("A") { IsOriginal = true }, new("B") { IsComplete = false, Clock = "scaled", Speed = 60 });

        var kinds = events.Report().Trust.Remarks.Select(remark => remark.Kind).ToList();

        Assert.Equal(kinds.Order(), kinds);
        Assert.Equal([RemarkKind.Forbids, RemarkKind.Limits, RemarkKind.Note], kinds.Distinct());
    }

    [Theory]
    [InlineData(10, true, "ten seconds")]
    [InlineData(10.001, false, "a little more")]
    public void Calls_disturb_each_other_within_ten_seconds(double apart, bool isSaid, string reason)
    {
        using var events = new SomeEvents();
        Healthy(events, new("A"), new("B"), new() { Url = "https://e-A.example/f", Second = 60 + apart });

        Assert.True(
            events.Report().Trust.Remarks.Any(remark => remark.Text.Contains("same URLs", StringComparison.Ordinal)) == isSaid, reason);
    }

    [Fact]
    public void What_logs_name_cannot_hold_control_characters()
    {
        using var events = new SomeEvents();
        SomeEvent hostile = new("f\e[31m") { Url = "https://same.example/" };
        events.Add(new("A\e[2J"), Enough, hostile).Add(new("B"), Enough, hostile)
            .Execute("INSERT INTO problems VALUES ('a' || chr(27) || '.jsonl', 1, 'found ' || chr(27) || chr(10))");

        var report = events.Report();

        Assert.All(report.Trust.Remarks, remark => Assert.DoesNotContain(remark.Text, char.IsControl));
        Assert.All(report.Comparisons, comparison => Assert.DoesNotContain(comparison.Sentence, char.IsControl));
    }

    private static SomeEvents Events(object events) => (SomeEvents)events;

    private static void Healthy(object events, SomeRun one, SomeRun other, SomeEvent? otherEvent = null) =>
        Events(events).Add(one, Enough, new SomeEvent()).Add(other, Enough, otherEvent ?? new());
}
