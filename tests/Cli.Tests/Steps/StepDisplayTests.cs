using Loadgen.Cli.Steps;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace Loadgen.Cli.Tests.Steps;

public sealed class StepDisplayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly TestConsole _terminal = new TestConsole().Width(100).Interactive().EmitAnsiSequences();

    [Fact]
    public void What_is_over_within_two_seconds_is_not_shown()
    {
        using (new StepDisplay(_terminal, _time).Begin("Reading it", Unit.Bytes, 10_000_000))
            _time.Advance(Patience - Frame);
        _time.Advance(Patience);

        Assert.Empty(_terminal.Output);
    }

    [Fact]
    public async Task What_takes_longer_says_how_far_it_is_and_leaves_nothing_behind()
    {
        using (var step = new StepDisplay(_terminal, _time).Begin("Reading it", Unit.Bytes, 1_300_000_000))
        {
            step.Add(400_000_000);
            await UntilAsync(() => Said("Reading it: 400 of 1,300 MB"), Patience);
            Assert.True(Said("31%") || Said("30%"));
            step.Add(900_000_000);
            await UntilAsync(() => Said("Reading it: 1,300 of 1,300 MB"), Frame);
        }

        // The line is erased, and the cursor is shown again.
        Assert.EndsWith("\u001b[2K\u001b[?25h", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_counts_says_that_it_goes_on()
    {
        using var step = new StepDisplay(_terminal, _time).Begin("Planning [it]");

        await UntilAsync(() => Said("Planning [it] …"), Patience);
    }

    [Fact]
    public async Task What_comes_after_the_counting_is_said_too()
    {
        using var step = new StepDisplay(_terminal, _time).Begin("Reading it", Unit.Files, 2, then: "Making tables of it");
        step.Add(1);
        await UntilAsync(() => Said("Reading it: 1 of 2 files"), Patience);

        step.Add(1);
        await UntilAsync(() => Said("Making tables of it …"), Frame);
    }

    [Fact]
    public async Task What_begins_within_another_step_is_not_shown_and_what_begins_behind_it_is()
    {
        var display = new StepDisplay(_terminal, _time);
        using (display.Begin("The outer"))
        {
            using (display.Begin("The inner"))
                await UntilAsync(() => Said("The outer …"), Patience);
        }

        using (display.Begin("The next"))
            await UntilAsync(() => Said("The next …"), Patience);
        Assert.False(Said("The inner"));
    }

    [Fact]
    public void Where_nobody_watches_nothing_is_written()
    {
        using var step = new StepDisplay(console: null, _time).Begin("Reading it");

        _time.Advance(Patience * 2);
        step.Add(1);
        Assert.Equal(1, step.Done);
    }

    [Theory]
    [InlineData(80, "Reading gs://bucket/logs/run.jsonl: 1 of 2 MB")]
    [InlineData(40, "Reading gs://b…logs/run.jsonl: 1 of 2 MB")]
    [InlineData(10, "Readi…sonl: 1 of 2 MB")]
    public void A_long_name_is_cut_in_its_middle(int room, string expected)
    {
        var step = new StepDisplay(console: null, _time).Begin("Reading gs://bucket/logs/run.jsonl", Unit.Bytes, 2_000_000);
        step.Add(1_000_000);

        Assert.Equal(expected, step.Text(room));
    }

    public void Dispose() => _terminal.Dispose();

    private bool Said(string text) => _terminal.Output.Contains(text, StringComparison.Ordinal);

    /// <summary>Lets time pass until it is so. Whoever is shown something is not asked when.</summary>
    private async Task UntilAsync(Func<bool> isSo, TimeSpan advance)
    {
        var patience = TimeProvider.System.GetUtcNow().AddSeconds(30);
        do
        {
            Assert.True(TimeProvider.System.GetUtcNow() < patience, _terminal.Output);
            _time.Advance(advance);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
        while (!isSo());
    }
}
