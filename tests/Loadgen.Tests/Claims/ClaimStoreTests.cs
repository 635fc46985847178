using System.Text;
using Loadgen.Claims;
using Loadgen.Logs.Shards;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Claims;

public sealed class ClaimStoreTests
{
    private static readonly Run Run = World.NewRun();
    private static readonly PlannedEvent Event = new("exp:e:01", BuiltInWorkload.CryptoKeyGen, 1, World.Hour);
    private static readonly PlannedEvent Other = new("exp:e:02", BuiltInWorkload.CryptoKeyGen, 2, World.Hour);

    private static Task<Claim> Take(World world, Guid claimant) => world.Claims.TakeAsync(Run, Event, claimant, null, default);

    private static bool IsTaken(World world, Run? run = null, PlannedEvent? planned = null) =>
        world.Store.Names.Contains(world.Paths.ClaimOf(run ?? Run, planned ?? Event));

    [Fact]
    public void A_claim_is_nobodys_until_it_is_taken()
    {
        var world = new World();
        var mine = world.NewToken();
        world.Virtual.Run(async () =>
        {
            Assert.False(IsTaken(world));
            var claim = await Take(world, mine);
            Assert.Equal(mine, claim.Token);
            Assert.True(IsTaken(world));
            Assert.False(IsTaken(world, planned: Other));
            Assert.False(IsTaken(world, Run with { RunId = "20260120T130500Z" }));
        });
    }

    [Fact]
    public void Who_comes_second_learns_who_has_it_and_until_when()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            var taken = await Take(world, world.NewToken());
            Assert.Equal(world.Time.GetUtcNow() + Claim.Lifetime, taken.StaleAfter);
            await Task.Delay(TimeSpan.FromMinutes(5), world.Time);
            Assert.Equal(taken, await Take(world, world.NewToken()));
        });
    }

    [Fact]
    public void A_claim_lives_from_the_request_that_made_it_not_from_one_that_was_refused()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            world.Store.Down = true;
            var taking = Take(world, world.NewToken());
            await Task.Delay(TimeSpan.FromMinutes(5), world.Time);
            world.Store.Down = false;
            var up = world.Time.GetUtcNow();

            Assert.InRange((await taking).StaleAfter, up + Claim.Lifetime, world.Time.GetUtcNow() + Claim.Lifetime);
        });
    }

    [Fact]
    public void A_claim_outlives_the_600_s_in_which_its_holder_may_be_alive() =>
        Assert.True(Claim.Lifetime > TimeSpan.FromSeconds(600));

    [Fact]
    public void Of_many_at_once_one_takes_it_whatever_befalls_their_requests()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var world = new World(seed);
            var claims = Enumerable.Range(0, 8).Select(_ => world.NewToken()).ToArray();
            var random = new Random(seed);
            for (var i = 0; i < 20; i++)
                world.Store.Faults.Enqueue((Fault)random.Next(3));

            var held = world.Virtual.Run(() => Task.WhenAll(claims.Select(claim => Take(world, claim))));

            Assert.Single(claims.Zip(held), pair => pair.First == pair.Second.Token);
            Assert.Single(held.Select(claim => claim.Token).Distinct());
        }
    }

    [Fact]
    public void Who_is_not_told_that_the_claim_was_taken_knows_its_own_token()
    {
        var world = new World();
        var mine = world.NewToken();
        world.Store.Faults.Enqueue(Fault.AnswerLost);

        Assert.Equal(mine, world.Virtual.Run(() => Take(world, mine)).Token);
    }

    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.Refused)]
    [InlineData(Fault.AnswerLost)]
    public void A_claim_that_is_given_back_can_be_taken_again(Fault fault)
    {
        for (var position = 0; position < 2; position++)
        {
            var world = new World(seed: position);
            var (first, second) = (world.NewToken(), world.NewToken());
            world.Virtual.Run(async () =>
            {
                await Take(world, first);
                if (position > 0)
                    world.Store.Faults.Enqueue(Fault.None);
                world.Store.Faults.Enqueue(fault);
                await world.Claims.ReleaseAsync(Run, Event, first, default);
                Assert.False(IsTaken(world));
                Assert.Equal(second, (await Take(world, second)).Token);
            });
        }
    }

    [Fact]
    public void Nobody_gives_back_the_claim_of_somebody_else()
    {
        var world = new World();
        var mine = world.NewToken();
        world.Virtual.Run(async () =>
        {
            await Take(world, mine);
            await world.Claims.ReleaseAsync(Run, Event, world.NewToken(), default);
            Assert.Equal(mine, (await Take(world, world.NewToken())).Token);
        });
    }

    [Fact]
    public void Giving_back_what_is_gone_is_no_error()
    {
        var world = new World();
        world.Virtual.Run(() => world.Claims.ReleaseAsync(Run, Event, world.NewToken(), default));
        Assert.Empty(world.Store.Names);
    }

    private static readonly ShardPlace Place = new("0123456789abcdef0123456789abcdef", 42);

    [Fact]
    public void A_claim_says_where_the_line_will_be_and_tells_it_whoever_comes_second()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            await world.Claims.TakeAsync(Run, Event, world.NewToken(), Place, default);
            Assert.Equal(Place, (await Take(world, world.NewToken())).Shard);
            Assert.Contains(
                "\"shard\":\"0123456789abcdef0123456789abcdef-00000042\"",
                world.Store.TextOf(world.Paths.ClaimOf(Run, Event)),
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_holder_writes_until_600_s_after_it_asked_and_others_take_over_30_s_later()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            var claim = await Take(world, world.NewToken());
            Assert.Equal(world.Time.GetUtcNow().AddSeconds(600), claim.HeldUntil);
            Assert.Equal(claim.HeldUntil.AddSeconds(30), claim.StaleAfter);
        });
    }

    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.Refused)]
    [InlineData(Fault.AnswerLost)]
    public void Of_a_take_over_and_a_renewal_the_first_one_stands_and_the_other_learns_it(Fault fault)
    {
        foreach (var renewedFirst in new[] { true, false })
        {
            var world = new World();
            var (holder, other) = (world.NewToken(), world.NewToken());
            world.Virtual.Run(async () =>
            {
                var stale = await world.Claims.TakeAsync(Run, Event, holder, Place, default);
                await Task.Delay(Claim.Lifetime, world.Time);
                world.Store.Faults.Enqueue(fault);
                var steps = new Func<Task<Claim?>>[]
                {
                    () => world.Claims.RenewAsync(Run, Event, stale, default),
                    () => world.Claims.TakeOverAsync(Run, Event, stale, other, Place with { Index = 50 }, default),
                };
                var first = await steps[renewedFirst ? 0 : 1]();
                var second = await steps[renewedFirst ? 1 : 0]();

                Assert.Equal(renewedFirst ? holder : other, first!.Token);
                Assert.Equal(first.Token, second!.Token);
                Assert.InRange(first.StaleAfter, world.Time.GetUtcNow() + (Claim.Lifetime / 2), world.Time.GetUtcNow() + Claim.Lifetime);
                Assert.Equal(renewedFirst ? Place : Place with { Index = 50 }, second.Shard);
                Assert.Equal(first.Generation, second.Generation);
            });
        }
    }

    [Fact]
    public void What_is_gone_is_neither_taken_over_nor_renewed()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            var claim = await Take(world, world.NewToken());
            await world.Claims.ReleaseAsync(Run, Event, claim.Token, default);
            Assert.Null(await world.Claims.RenewAsync(Run, Event, claim, default));
            Assert.Null(await world.Claims.TakeOverAsync(Run, Event, claim, world.NewToken(), Place, default));
            Assert.False(IsTaken(world));
        });
    }

    [Theory]
    [InlineData(
        """{"token":"11111111-1111-1111-1111-111111111111","claimed_at_utc":"2026-01-20T13:00:00Z","shard":"x-1"}""",
        "shard is 'x-1'; allowed is a place such as 0123456789abcdef0123456789abcdef-00000042")]
    [InlineData("""{"token":"x","claimed_at_utc":"y"}""", "token is 'x'; allowed is a UUID")]
    [InlineData(
        """{"token":"11111111-1111-1111-1111-111111111111","claimed_at_utc":"y"}""", "claimed_at_utc is 'y'; allowed is a moment")]
    [InlineData("""{"token":"11111111-1111-1111-1111-111111111111"}""", "has no 'claimed_at_utc'")]
    [InlineData("""{"token":1}""", "'token' is a JSON Number")]
    [InlineData("{}", "has no 'token'")]
    [InlineData("[]", "a JSON Array; allowed is an object")]
    [InlineData("", "not JSON")]
    public void An_object_that_is_no_claim_is_an_error_that_names_it(string content, string told)
    {
        var world = new World();
        var path = world.Paths.ClaimOf(Run, Event);
        world.Virtual.Run(async () =>
        {
            await world.Store.WriteAsync(path, Encoding.UTF8.GetBytes(content), "application/json", 0, default);
            var error = await Assert.ThrowsAsync<StoredStateException>(() => Take(world, world.NewToken()));
            Assert.Equal(path, error.ObjectName);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(told, error.Message, StringComparison.Ordinal);
        });
    }
}
