using Loadgen.Analysis.Events;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Reports.Building;

namespace Loadgen.Analysis.Tests.Figures;

public sealed class FigureSetTests : IDisposable
{
    private readonly EventDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Latencies_of_all_scenarios_lie_over_each_other_where_they_are_of_one_kind()
    {
        Call("A", "f", hour: 1, ms: 10);
        Call("A", "f", hour: 2, ms: 30);
        Call("B", "f", hour: 1, ms: 20);
        Call("C", "f", hour: 1, ms: 5, "end_to_end_source = 'dispatcher_response'");
        Call("C", "f", hour: 2, ms: 6, "end_to_end_source = 'dispatcher_response'");

        var figures = Figures().OfType<LineFigure>().Where(figure => figure.Id.StartsWith("latency", StringComparison.Ordinal)).ToList();

        Assert.Equal(["latency-f", "latency-DispatcherTold-f"], figures.Select(figure => figure.Id));
        Assert.Equal(["A", "B"], figures[0].Lines.Select(line => line.Name));
        Assert.Equal(["C"], figures[1].Lines.Select(line => line.Name));
        Assert.Equal([0, 1, 2], figures.SelectMany(figure => figure.Lines).Select(line => line.Style));
        Assert.Equal([(10, 0), (10, 0.5), (30, 1)], Corners(figures[0].Lines[0]));
        Assert.Equal(["A", 2L, 10.0, 10.0, 10.0, 10.0, 30.0, 30.0, 30.0, 30.0, 30.0], figures[0].Table.Rows[0]);
    }

    public static TheoryData<string, string> NotCompared => new()
    {
        { "outcome = 'timeout'", "a call that failed" },
        { "time_shifted = true", "a call that was put off" },
        { "clock_speed = 60", "a clock that measures nothing" },
        { "end_to_end_source = 'scheduled'", "a latency of no kind" },
        { "end_to_end_ms = NULL", "nothing measured" },
    };

    [Theory]
    [MemberData(nameof(NotCompared))]
    public void What_is_not_compared_is_not_drawn(string change, string reason)
    {
        Call("A", "f", hour: 1, ms: 10);
        Call("A", "f", hour: 2, ms: 20);
        Call("A", "f", hour: 3, ms: 99, change);

        var figure = Figures().OfType<LineFigure>().First(figure => figure.Id == "latency-f");

        Assert.True(figure.Lines.Single().Points.All(point => point.X <= 20), reason);
    }

    [Theory]
    [InlineData(19, FigureScale.Linear)]
    [InlineData(21, FigureScale.Log)]
    public void Latencies_that_span_decades_have_a_logarithmic_axis(double most, FigureScale expected)
    {
        Call("A", "f", hour: 1, ms: 1);
        Call("A", "f", hour: 2, ms: most);

        Assert.Equal(expected, Figures().OfType<LineFigure>().First().Horizontal.Scale);
    }

    [Fact]
    public void Nothing_is_drawn_where_there_is_nothing()
    {
        Assert.Empty(Figures());
        Call("A", "f", hour: 1, ms: 10, "region = NULL");
        Assert.Empty(Figures());
    }

    [Fact]
    public void Over_the_days_each_hour_has_its_median_and_the_half_around_it()
    {
        foreach (var (index, ms) in new double[] { 10, 20, 30, 40, 50 }.Index())
            Call("A", "f", hour: 1, ms, index: index);
        Call("A", "f", hour: 2, ms: 70);

        var figure = Figures().OfType<LineFigure>().Single(figure => figure.Id == "days-f");

        var points = figure.Lines.Single().Points;
        Assert.Equal([(30, 20, 40, 5), (70, 70, 70, 1)], points.Select(point => (point.Y, point.Low, point.High, point.Weight)));
        Assert.Equal(3600, points[1].X - points[0].X);
        Assert.Equal([Hour(1), 5.0, 20.0, 30.0, 40.0], figure.Table.Rows[0]);
    }

    [Fact]
    public void Where_and_when_are_those_of_the_run_and_for_what_was_put_off_those_to_come()
    {
        Call("C", "f", hour: 5, ms: 1);
        Call("C", "f", hour: 5, ms: 1, "time_shifted = true, target_utc = TIMESTAMP '2026-01-21 03:30:00', region = 'r2'", index: 1);
        Call("C", "f", hour: 5, ms: 1, "execution_start_utc = TIMESTAMP '2026-01-20 07:10:00', execution_region = 'r3'", index: 2);
        Call("C", "f", hour: 9, ms: 1, "outcome = 'skipped_late'");

        var grid = Figures().OfType<GridFigure>().Single();

        Assert.Equal(
            [("r1", 5), ("r2", 3), ("r3", 7)],
            grid.Rows.SelectMany(row => row.Values.Index().Where(value => value.Item == 1).Select(value => (row.Label, value.Index))));
        Assert.Equal(3, grid.Rows.Sum(row => row.Values.Sum()));
    }

    [Fact]
    public void Calls_lie_on_the_intensity_of_their_region_and_hour()
    {
        Call("A", "f", hour: 1, ms: 1);
        Call("A", "f", hour: 1, ms: 1, index: 1);
        Call("A", "f", hour: 2, ms: 1);
        Assert.DoesNotContain(Figures(), figure => figure.Id == "intensity");
        for (var hour = 0; hour < 6; hour++)
        {
            _database.Execute("INSERT INTO intensities VALUES ('r1', $1, $2)", Hour(hour), 100.0 + hour);
            _database.Execute("INSERT INTO intensities VALUES ('elsewhere', $1, 7)", Hour(hour));
        }

        var figure = Figures().OfType<LineFigure>().Single(figure => figure.Id == "intensity");

        Assert.Equal(["r1"], figure.Lines.Select(line => line.Name));
        Assert.Equal([101, 102], figure.Lines[0].Points.Select(point => point.Y));
        Assert.Equal([(101, 2), (102, 1)], figure.Marks.Single().Points.Select(point => (point.Y, point.Weight)));
        Assert.Equal([Hour(1), "r1", 101.0, 2.0], figure.Table.Rows[0]);
    }

    [Fact]
    public void The_busiest_functions_have_pictures_and_the_others_a_sentence()
    {
        for (var function = 0; function < 15; function++)
        {
            for (var index = 0; index <= function; index++)
                Call("A", $"f{function:00}", hour: 1, ms: 1 + index, index: index);
        }

        var figures = Figures().Where(figure => figure.Topic == "How long calls took").ToList();

        Assert.Equal(12, figures.Count);
        Assert.Equal("latency-f14", figures[0].Id);
        Assert.DoesNotContain(figures, figure => figure.Id == "latency-f02");
        Assert.Equal("The 12 busiest functions have a picture; 3 others have none.", figures[0].Note);
    }

    [Fact]
    public void A_picture_of_many_calls_has_no_more_points_than_can_be_told_apart()
    {
        _database.Execute("CREATE TABLE many AS FROM range(1, 20001) AS hours(i)");
        Call("A", "f", hour: 0, ms: 1);
        _database.Execute("""
            INSERT INTO runs SELECT runs.* REPLACE (trace_hour_utc + to_hours(i::INTEGER) AS trace_hour_utc,
            run_id || i AS run_id) FROM runs, many;
            INSERT INTO events
            SELECT events.* REPLACE (trace_hour_utc + to_hours(i::INTEGER) AS trace_hour_utc, run_id || i AS run_id,
            i AS end_to_end_ms) FROM events, many;
            """);

        Assert.All(Figures().OfType<LineFigure>().SelectMany(figure => figure.Lines), line => Assert.InRange(line.Points.Count, 100, 201));
    }

    [Theory]
    [InlineData("../../etc/passwd", "latency-.._.._etc_passwd")]
    [InlineData("<b>&\"'", "latency-_b____")]
    public void A_pictures_id_is_a_word_whatever_its_function_is_called(string function, string expected)
    {
        Call("A", function, hour: 1, ms: 1);
        Call("A", function, hour: 2, ms: 2);

        Assert.Equal(expected, Figures()[0].Id);
    }

    [Fact]
    public void Functions_whose_names_look_alike_have_ids_of_their_own()
    {
        foreach (var function in new[] { "a/b", "a b", "A_B" })
        {
            Call("A", function, hour: 1, ms: 1);
            Call("A", function, hour: 2, ms: 2);
        }

        var ids = Figures().Select(figure => figure.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static DateTime Hour(int hour) => new DateTime(2026, 1, 20, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);

    private static IEnumerable<(double X, double Y)> Corners(FigureSeries line) =>
        line.Points.GroupBy(point => point.X).SelectMany(group => group.Key == line.Points[0].X
            ? new[] { (group.Key, group.Min(point => point.Y)), (group.Key, group.Max(point => Math.Round(point.Y, 1))) }
            : [(group.Key, group.Max(point => point.Y))]);

    private IReadOnlyList<Figure> Figures() => FigureSet.Of(_database, ReportBuilder.Build(_database, new() { Logs = ["log"] }));

    /// <param name="change">What is different of it, as SQL sets it.</param>
    private void Call(string scenario, string function, int hour, double ms, string? change = null, int index = 0)
    {
        var run = $"{scenario}{hour}";
        if (_database.Read("SELECT 1 FROM runs WHERE run_id = $1", row => row.GetInt32(0), run).Count == 0)
        {
            _database.Execute(
                """
                INSERT INTO runs BY NAME SELECT 'e' AS experiment_id, $1 AS scenario, $2 AS trace_hour_utc, $3 AS run_id,
                true AS is_complete,
                    false AS is_original, 'machine' AS clock, 1 AS clock_speed, 'log' AS log
                """,
                scenario,
                Hour(hour),
                run);
        }

        _database.Execute(
            """
            INSERT INTO events BY NAME SELECT 'e' AS experiment_id, $1 AS scenario, $2 AS trace_hour_utc, $3 AS run_id, 'new' AS event_id,
                $4 AS function_id, $5 AS invocation_index, $2 AS sent_utc, 'ok' AS outcome, $6 AS end_to_end_ms,
                'direct_invoke' AS end_to_end_source, 'r1' AS region, false AS time_shifted, 'machine' AS clock, 1 AS clock_speed,
                'log' AS log, 1 AS copies
            """,
            scenario,
            Hour(hour),
            run,
            function,
            index,
            ms);
        if (change is not null)
            _database.Execute($"UPDATE events SET {change} WHERE event_id = 'new'");
        _database.Execute("UPDATE events SET event_id = rowid WHERE event_id = 'new'");
    }
}
