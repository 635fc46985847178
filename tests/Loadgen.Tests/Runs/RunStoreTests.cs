using System.Security.Cryptography;
using System.Text;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Runs;

public sealed class RunStoreTests
{
    private static readonly Run First = World.NewRun();
    private static readonly Run Later = First with { RunId = "20260120T130500Z", LogObject = "later.jsonl" };

    private static async Task<Registration> Register(
        World world, Run run, string tickId, RunKind kind = RunKind.OfTheHour, double jitter = 15) =>
        (await world.Runs.RegisterAsync(
            new(RunIdentity.Of(run), tickId, kind), _ => Task.FromResult<RunProposal?>(World.Propose(run, jitter)), default))!;

    private static (Run, double) Begun(Registration registration)
    {
        var manifest = Assert.IsType<Registration.Begun>(registration).Manifest;
        return (manifest.Run, manifest.JitterSeconds);
    }

    [Fact]
    public void The_first_tick_gets_the_hour()
    {
        var world = new World();

        Assert.Equal((First, 15), Begun(world.Virtual.Run(() => Register(world, First, "1"))));
    }

    [Fact]
    public void It_is_known_who_has_an_hour_once_somebody_has_it()
    {
        var world = new World();

        var (before, holder, other) = world.Virtual.Run(async () =>
        {
            var before = await Holder(world, First.TraceHour);
            await Register(world, Later, "0", RunKind.Replay);
            var stillNobody = await Holder(world, First.TraceHour);
            await Register(world, First, "1");
            var next = TraceHour.Containing(First.TraceHour.Start.AddHours(1));
            return (before ?? stillNobody, await Holder(world, First.TraceHour), await Holder(world, next));
        });

        Assert.Null(before);
        Assert.Equal(new HourHolder(First.RunId, "1"), holder);
        Assert.Null(other);
    }

    private static Task<HourHolder?> Holder(World world, TraceHour hour) =>
        world.Runs.FindHolderAsync(First.ExperimentId, First.Scenario, hour, default);

    public static TheoryData<string, RunKind, string> Changes => new()
    {
        { "log object", RunKind.OfTheHour, "another LOG_GCS_OBJECT" },
        { "dry run", RunKind.OfTheHour, "another DRY_RUN" },
        { "invocations", RunKind.OfTheHour, "another mix" },
        { "jitter", RunKind.OfTheHour, "another JITTER_S" },
        { "jitter", RunKind.Replay, "also of a replay" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_redelivered_tick_goes_on_with_its_run_however_the_configuration_changed(string change, RunKind kind, string reason)
    {
        var world = new World();
        var changed = change switch
        {
            "log object" => First with { LogObject = "other.jsonl" },
            "dry run" => First with { DryRun = true },
            "invocations" => First with { Invocations = 99 },
            _ => First,
        };

        var registration = world.Virtual.Run(async () =>
        {
            await Register(world, First, "1", kind);
            return await Register(world, changed, "1", kind, jitter: change == "jitter" ? 1 : 15);
        });

        Assert.True((First, 15) == Begun(registration), reason);
    }

    [Theory]
    [InlineData("20260120T130500Z", "2", "another tick for the hour")]
    [InlineData("20260120T125900Z", "2", "another tick of the same second")]
    [InlineData("20260120T130500Z", "1", "a message ID that Pub/Sub gave twice does not name a run alone")]
    public void An_hour_that_has_a_run_gets_no_second_one(string runId, string tickId, string reason)
    {
        var world = new World();

        var registration = world.Virtual.Run(async () =>
        {
            await Register(world, First, "1");
            return await Register(world, First with { RunId = runId }, tickId);
        });

        Assert.True(new Registration.Duplicate(First.RunId) == registration, reason);
    }

    [Fact]
    public void Another_hour_scenario_or_experiment_has_runs_of_its_own()
    {
        var world = new World();
        Run[] runs =
        [
            First,
            First with { TraceHour = TraceHour.Containing(World.Hour.AddHours(1)) },
            First with { Scenario = Scenario.B },
            First with { ExperimentId = "exp2" },
        ];

        world.Virtual.Run(async () =>
        {
            foreach (var run in runs)
                Assert.Equal((run, 15), Begun(await Register(world, run, "1")));
        });
    }

    [Fact]
    public void A_run_that_takes_no_hour_is_one_of_its_own_also_when_its_tick_is_delivered_again()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            Assert.Equal((Later, 15), Begun(await Register(world, Later, "2", RunKind.Replay)));
            Assert.Equal((First, 15), Begun(await Register(world, First, "1")));
            Assert.Equal((Later, 15), Begun(await Register(world, Later with { DryRun = true }, "2", RunKind.Replay)));
            Assert.Equal((First, 15), Begun(await Register(world, First, "1")));
            Assert.Equal(new Registration.Duplicate(First.RunId), await Register(world, Later with { RunId = "20260120T131000Z" }, "3"));
        });
    }

    [Fact]
    public void Ticks_of_one_second_are_runs_of_their_own_and_keep_their_names()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            for (var delivery = 0; delivery < 2; delivery++)
            {
                Assert.Equal((First, 15), Begun(await Register(world, First, "1", RunKind.Replay)));
                Assert.Equal("20260120T125900Z-2", Begun(await Register(world, First, "2", RunKind.Replay)).Item1.RunId);
                var (third, _) = Begun(await Register(world, First, "3"));
                Assert.Equal(("20260120T125900Z-3", "20260120T125900Z-3.jsonl"), (third.RunId, third.LogObject));
            }

            // Of the three the last has the hour, by the name that it got.
            Assert.Equal(new Registration.Duplicate("20260120T125900Z-3"), await Register(world, Later, "4"));
        });
    }

    [Fact]
    public void The_workload_is_pinned_beside_the_manifest_before_it()
    {
        var world = new World();
        var manifest = world.Virtual.Run(async () => Assert.IsType<Registration.Begun>(await Register(world, First, "1")).Manifest);

        var name = world.Paths.WorkloadOf(First, manifest.Workload!.Hash);
        Assert.Equal("built-in", manifest.Workload.Name);
        Assert.Equal(manifest.Workload.Hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(world.Store.TextOf(name)!))));
        Assert.Equal(
            [$"write {world.Paths.HourOf(First)}", $"write {name}", $"write {world.Paths.ManifestOf(First)}"],
            world.Store.Requests.Where(request => request.StartsWith("write", StringComparison.Ordinal)));
        var pinned = world.Virtual.Run(() => world.Runs.FindWorkloadAsync(manifest, default));
        Assert.Equal(WorkloadCodec.Write(SomeWorkload.BuiltIn).ToArray(), WorkloadCodec.Write(pinned!).ToArray());
    }

    [Fact]
    public void A_workload_that_the_version_before_pinned_is_read()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            var manifest = World.NewManifest(First);
            var content = WorkloadCodec.Write(SomeWorkload.BuiltIn);
            var pinned = manifest with { Workload = new("built-in", WorkloadCodec.HashOf(content)) };
            await world.Store.WriteAsync(
                world.Paths.FormerWorkloadOf(First, pinned.Workload.Hash), content, "application/json", 0, default);

            Assert.NotNull(await world.Runs.FindWorkloadAsync(pinned, default));
        });
    }

    [Theory]
    [InlineData(null, "There is no object")]
    [InlineData("{}", "has the SHA-256 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")]
    public void A_pinned_workload_that_is_not_there_or_another_is_an_error_that_names_the_object(string? content, string told)
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            var manifest = World.NewManifest(First);
            var name = world.Paths.WorkloadOf(First, manifest.Workload!.Hash);
            if (content is not null)
                await world.Store.WriteAsync(name, Encoding.UTF8.GetBytes(content), "application/json", 0, default);

            var error = await Assert.ThrowsAsync<StoredStateException>(() => world.Runs.FindWorkloadAsync(manifest, default));

            Assert.Equal(name, error.ObjectName);
            Assert.Contains(told, error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_run_that_was_never_begun_is_not_found()
    {
        var world = new World();
        Assert.Null(world.Virtual.Run(() => world.Runs.FindAsync(First, default)));
    }

    [Fact]
    public void Of_many_ticks_at_once_one_gets_the_hour()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var world = new World(seed);

            var registrations = world.Virtual.Run(() => Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
                Register(world, First with { RunId = $"20260120T1259{i / 3:D2}Z" }, $"{i}"))));

            var begun = Assert.IsType<Registration.Begun>(Assert.Single(registrations, registration => registration is Registration.Begun));
            Assert.All(
                registrations.OfType<Registration.Duplicate>(),
                duplicate => Assert.Equal(begun.Manifest.Run.RunId, duplicate.RunId));
        }
    }

    [Theory]
    [InlineData(Fault.Refused)]
    [InlineData(Fault.AnswerLost)]
    public void Whatever_befalls_the_requests_the_run_is_the_ticks(Fault fault)
    {
        for (var position = 0; position < 10; position++)
        {
            var world = new World(seed: position);
            for (var i = 0; i < position; i++)
                world.Store.Faults.Enqueue(Fault.None);
            world.Store.Faults.Enqueue(fault);

            Assert.Equal((First, 15), Begun(world.Virtual.Run(() => Register(world, First, "1"))));
        }
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "hour", "", "not JSON" },
        { "hour", """{"run_id":"20260120T125900Z"}""", "has no 'tick_message_id'" },
        { "manifest", "[]", "a JSON Array; allowed is an object" },
        { "manifest", """{"tick_message_id":"1","jitter_s":15}""", "has no 'run'" },
        { "manifest", """{"tick_message_id":"1","jitter_s":15,"run":{"scenario":"D"}}""", "scenario is 'D'; allowed are A, B, C" },
        { "checkpoint", """{"published":-1}""", "'published' is -1; allowed is a whole number from 0" },
        { "checkpoint", """{"published":1,"n":-1}""", "'n' is -1; allowed is a whole number from 0" },
        { "checkpoint", """{"published":"1"}""", "'published' is a JSON String; allowed is a JSON Number" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Stored_state_that_cannot_be_read_is_an_error_that_names_the_object(string state, string content, string told)
    {
        var world = new World();
        var name = state switch
        {
            "hour" => world.Paths.HourOf(First),
            "manifest" => world.Paths.ManifestOf(First),
            _ => world.Paths.CheckpointOf(First),
        };
        world.Virtual.Run(async () =>
        {
            await world.Store.WriteAsync(name, Encoding.UTF8.GetBytes(content), "application/json", 0, default);
            var error = await Assert.ThrowsAsync<StoredStateException>(() =>
                state == "checkpoint" ? world.Runs.ReadCheckpointAsync(First, default) : (Task)Register(world, First, "1"));

            Assert.Equal(name, error.ObjectName);
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.Contains(told, error.Message, StringComparison.Ordinal);
        });
    }
}
