using System.Text;
using Loadgen.Analysis.Plans;
using Loadgen.Runs;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Plans;

public sealed class StoredProgressTests
{
    private static readonly LogText Log = new();
    private static readonly RunPaths Paths = new("logs");

    private readonly Dictionary<string, string> _objects = [];

    private StoredProgress Progress => new(
        (name, _) => Task.FromResult(
            _objects.TryGetValue(name, out var content) ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(content) : null),
        Paths,
        Log.Run);

    [Theory]
    [InlineData("""{"published":3,"n":1}""", 3, "so many")]
    [InlineData("""{"published":2}""", 2, "version 0.9")]
    [InlineData(null, 0, "nothing is published yet")]
    [InlineData("""{"published":-1,"n":0}""", 0, "no checkpoint")]
    [InlineData("", 0, "no JSON")]
    public async Task How_many_events_are_published_the_checkpoint_says(string? checkpoint, int expected, string reason)
    {
        if (checkpoint is not null)
            _objects[Paths.CheckpointOf(Log.Run)] = checkpoint;

        Assert.True(expected == await Progress.FindPublishedAsync(CancellationToken.None), reason);
    }

    [Fact]
    public async Task An_event_is_claimed_where_its_claim_is_stored_whatever_that_says()
    {
        _objects[Paths.ClaimOf(Log.Run, Log.Plan.Events[1])] = "";

        Assert.False(await Progress.IsClaimedAsync(Log.Plan.Events[0], CancellationToken.None));
        Assert.True(await Progress.IsClaimedAsync(Log.Plan.Events[1], CancellationToken.None));
    }
}
