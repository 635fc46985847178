using System.Text;
using Loadgen.Claims;
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

    private static Task<Claim> Take(World world, Guid claimant) => world.Claims.TakeAsync(Run, Event, claimant, default);

    private static Task<Claim?> Find(World world) => world.Claims.FindAsync(Run, Event, default);

    [Fact]
    public void A_claim_is_nobodys_until_it_is_taken()
    {
        var world = new World();
        var mine = world.NewToken();
        world.Virtual.Run(async () =>
        {
            Assert.Null(await Find(world));
            var claim = await Take(world, mine);
            Assert.Equal(mine, claim.Token);
            Assert.Equal(claim, await Find(world));
            Assert.Null(await world.Claims.FindAsync(Run, Other, default));
            Assert.Null(await world.Claims.FindAsync(Run with { RunId = "20260120T130500Z" }, Event, default));
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
                Assert.Null(await Find(world));
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
            Assert.Equal(mine, (await Find(world))!.Token);
        });
    }

    [Fact]
    public void Giving_back_what_is_gone_is_no_error()
    {
        var world = new World();
        world.Virtual.Run(() => world.Claims.ReleaseAsync(Run, Event, world.NewToken(), default));
        Assert.Empty(world.Store.Names);
    }

    [Theory]
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
            foreach (var read in new Func<Task>[] { () => Find(world), () => Take(world, world.NewToken()) })
            {
                var error = await Assert.ThrowsAsync<StoredStateException>(read);
                Assert.Equal(path, error.ObjectName);
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.Contains(told, error.Message, StringComparison.Ordinal);
            }
        });
    }
}
