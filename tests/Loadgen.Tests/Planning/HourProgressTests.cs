using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Telemetry;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Planning;

/// <summary>Batches that are taken, confirmed in any order and taken back.</summary>
[Properties(Replay = "20260120,13", MaxTest = 100)]
public sealed class HourProgressTests
{
    private const int Events = 60;

    private static readonly HourPlan Plan = HourPlan.Of(BusyWorkload.Of(1, Events), World.NewRun(Events), 0);

    private static readonly Spans Spans = new(TimeProvider.System);

    private static HourProgress NewProgress(int published = 0) => new(Plan, published, number: 1, isReplay: false, new(Spans, default));

    private static EventBatch Take(HourProgress progress, int atMost) =>
        progress.Take(progress.Next!.ScheduledTime.AddSeconds(atMost - 1));

    [Property]
    public bool What_is_published_is_the_confirmed_beginning_of_the_plan_and_no_confirmed_event_is_taken_again(int seed)
    {
        var random = new Random(seed);
        var progress = NewProgress(random.Next(10));
        var confirmed = Enumerable.Range(0, progress.Published).ToHashSet();
        var underWay = new List<EventBatch>();
        for (var step = 0; step < 200 && !progress.IsAllPublished; step++)
        {
            switch (random.Next(8))
            {
                case < 4 when progress.Next is not null:
                    var taken = Take(progress, random.Next(1, 9));
                    var published = confirmed.Concat(underWay.SelectMany(Positions)).ToHashSet();
                    if (Positions(taken).Any(published.Contains))
                        return false;
                    underWay.Add(taken);
                    break;
                case < 7 when underWay.Count > 0:
                    var batch = underWay[random.Next(underWay.Count)];
                    underWay.Remove(batch);
                    confirmed.UnionWith(Positions(batch));
                    progress.Confirm(batch);
                    break;
                case 7:
                    underWay.Clear();
                    progress.TakeBack();
                    break;
            }

            if (progress.Published != Enumerable.Range(0, Events + 1).First(position => !confirmed.Contains(position)))
                return false;
        }

        return progress.IsAllPublished == (confirmed.Count == Events);

        static IEnumerable<int> Positions(EventBatch batch) => Enumerable.Range(batch.First, batch.Messages.Count);
    }

    [Fact]
    public void There_is_news_when_the_beginning_grows_and_not_before()
    {
        var progress = NewProgress();
        var (first, second) = (Take(progress, 5), Take(progress, 5));
        var news = progress.NewsAsync();

        progress.Confirm(second);
        Assert.False(news.IsCompleted);
        progress.Confirm(first);
        Assert.True(news.IsCompleted);
        Assert.Equal(10, progress.Published);

        progress.Saved(10, new Checkpoint(10, 1));
        Assert.False(progress.NewsAsync().IsCompleted);
    }

    [Fact]
    public void What_was_published_while_a_checkpoint_was_being_stored_is_not_taken_for_stored()
    {
        var progress = NewProgress();
        progress.Confirm(Take(progress, 5));
        var reached = progress.Published;
        progress.Confirm(Take(progress, 5));
        progress.Saved(reached, new Checkpoint(reached, 1));

        Assert.True(progress.HasUnsavedProgress);
    }

    [Theory]
    [InlineData(0, false, "an earlier message")]
    [InlineData(1, false, "this one")]
    [InlineData(2, true, "a later one")]
    public void A_message_is_relieved_by_a_later_one_alone(int number, bool isRelieved, string reason)
    {
        var progress = NewProgress();
        progress.Saved(0, new Checkpoint(0, number));

        Assert.True(isRelieved == progress.IsRelieved, reason);
    }
}
