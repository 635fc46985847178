using Loadgen.Tests.Support;

namespace Loadgen.Tests.Logs;

public sealed class RunLogTests
{
    private static string[] Ids(World world, Loadgen.Runs.Run run) =>
        [
            .. world.LinesOf(run.LogObject).Select(
                line => line.Contains("event_id", StringComparison.Ordinal) ? line.Split('"')[11] : line.Split('"')[7]),
        ];

    [Fact]
    public void Lines_come_in_the_order_of_arrival_and_the_last_event_brings_the_complete_line()
    {
        var world = new World();
        var run = World.NewRun(invocations: 2);
        var log = world.NewLogs().Of(run);

        world.Virtual.Run(async () =>
        {
            Assert.True(await log.AppendAsync(World.StartLine(run), default));
            Assert.True(await log.AppendAsync(World.EventLine("e:1", run), default));
            Assert.False(log.IsComplete);
            Assert.True(await log.AppendAsync(World.EventLine("e:2", run), default));
        });

        Assert.True(log.IsComplete);
        Assert.Equal(["loadgen_start", "e:1", "e:2", "loadgen_complete"], Ids(world, run));
        Assert.Equal(world.LinesOf(run.LogObject), world.Printed.Select(line => line.ToString()));
        Assert.DoesNotContain(world.Store.Names, name => name.Contains("/parts/", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_are_ready_together_go_out_in_one_write()
    {
        var world = new World();
        var run = World.NewRun(invocations: 1000);
        var log = world.NewLogs().Of(run);

        world.Virtual.Run(
            () => Task.WhenAll(Enumerable.Range(0, 1000).Select(i => log.AppendAsync(World.EventLine($"e:{i}", run), default))));

        Assert.Equal(1001, world.LinesOf(run.LogObject).Length);
        Assert.InRange(world.Store.Requests.Count(request => request.Contains(run.LogObject, StringComparison.Ordinal)), 1, 4);
    }

    [Theory]
    [InlineData(Fault.Refused, "a refused write is written again")]
    [InlineData(Fault.AnswerLost, "a write whose answer was lost is found in the object, and not written again")]
    public void Whatever_befalls_each_request_every_line_is_there_once(Fault fault, string reason)
    {
        // Each of the first thirty requests in turn, so every request of an append is hit.
        for (var position = 0; position < 30; position++)
        {
            var world = new World(seed: position);
            var run = World.NewRun(invocations: 3);
            var log = world.NewLogs().Of(run);
            for (var i = 0; i < position; i++)
                world.Store.Faults.Enqueue(Fault.None);
            world.Store.Faults.Enqueue(fault);
            world.Store.Faults.Enqueue(fault);

            world.Virtual.Run(async () =>
            {
                foreach (var id in new[] { "e:1", "e:2", "e:3" })
                    Assert.True(await log.AppendAsync(World.EventLine(id, run), default), reason);
            });

            Assert.Equal(["e:1", "e:2", "e:3", "loadgen_complete"], Ids(world, run));
            Assert.Equal(4, world.Printed.Count);
        }
    }

    [Fact]
    public void Many_writers_lose_and_double_nothing()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var world = new World(seed);
            var run = World.NewRun(invocations: 60);
            var instances = Enumerable.Range(0, 4).Select(_ => world.NewLogs().Of(run)).ToArray();

            // Two instances have each line, as with a message that was delivered twice.
            world.Virtual.Run(() => Task.WhenAll(Enumerable.Range(0, 120).Select(i =>
                instances[i % 4].AppendAsync(World.EventLine($"e:{i / 2}", run, outcome: $"by {i % 4}"), default))));

            var ids = Ids(world, run);
            Assert.Equal(61, ids.Length);
            Assert.Equal(61, ids.Distinct().Count());
            Assert.Equal("loadgen_complete", ids[^1]);
            Assert.Equal(60, world.Printed.Count(line => line.Key.IsEvent));
        }
    }

    [Fact]
    public void The_first_line_of_a_key_stays_and_the_second_writer_learns_it()
    {
        var world = new World();
        var run = World.NewRun();

        world.Virtual.Run(async () =>
        {
            Assert.True(await world.NewLogs().Of(run).AppendAsync(World.EventLine("e:1", run, "unknown"), default));
            Assert.False(await world.NewLogs().Of(run).AppendAsync(World.EventLine("e:1", run, "ok"), default));
        });

        Assert.Contains("unknown", Assert.Single(world.LinesOf(run.LogObject)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_whose_writer_gave_up_waits_in_memory_and_is_not_lost()
    {
        var world = new World();
        var run = World.NewRun();
        var log = world.NewLogs().Of(run);
        var line = World.EventLine("e:1", run);

        world.Virtual.Run(async () =>
        {
            world.Store.Down = true;
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), world.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.AppendAsync(line, timeout.Token));

            world.Store.Down = false;
            Assert.True(await log.TryStoreLeftOverAsync(line.Key, default));
            Assert.Null(await log.TryStoreLeftOverAsync(line.Key, default));
        });

        Assert.Single(world.LinesOf(run.LogObject));
        Assert.Single(world.Printed);
    }

    [Fact]
    public void Runs_and_foreign_lines_that_share_the_object_are_left_alone()
    {
        var world = new World();
        var first = World.NewRun(invocations: 1);
        var second = first with { RunId = "20260120T135900Z" };
        var logs = world.NewLogs();

        world.Virtual.Run(async () =>
        {
            await world.Store.WriteAsync(first.LogObject, "not JSON\n[1]\nno newline"u8.ToArray(), "text/plain", 0, default);
            await logs.Of(first).AppendAsync(World.EventLine("e:1", first), default);
            await logs.Of(second).AppendAsync(World.EventLine("e:1", second), default);
        });

        var lines = world.LinesOf(first.LogObject);
        Assert.Equal(["not JSON", "[1]", "no newline"], lines[..3]);
        Assert.Equal(7, lines.Length);
        Assert.All(lines[3..5], line => Assert.Contains(first.RunId, line, StringComparison.Ordinal));
        Assert.All(lines[5..], line => Assert.Contains(second.RunId, line, StringComparison.Ordinal));
    }
}
