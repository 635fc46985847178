using System.Text;
using Loadgen.Storage;

namespace Loadgen.Tests.Storage;

public sealed class MemoryObjectStoreTests
{
    private const string Lines = "application/x-ndjson";

    private readonly MemoryObjectStore _store = new();

    [Fact]
    public async Task An_object_that_does_not_exist_reads_as_null() =>
        Assert.Null(await _store.ReadAsync("absent", default));

    [Fact]
    public async Task Generation_0_creates_only()
    {
        await WriteAsync("a", "1", 0);

        await Assert.ThrowsAsync<ObjectPreconditionException>(() => WriteAsync("a", "2", 0));

        Assert.Equal("1", await TextAsync("a"));
    }

    [Fact]
    public async Task A_write_against_an_old_or_absent_generation_is_refused_and_changes_nothing()
    {
        var first = await WriteAsync("a", "1", 0);
        var second = await WriteAsync("a", "2", first);

        await Assert.ThrowsAsync<ObjectPreconditionException>(() => WriteAsync("a", "3", first));
        await Assert.ThrowsAsync<ObjectPreconditionException>(() => WriteAsync("b", "3", second));

        Assert.Equal("2", await TextAsync("a"));
        Assert.Equal(["a"], _store.Names);
    }

    [Fact]
    public async Task Generations_never_come_back_after_a_deletion()
    {
        var first = await WriteAsync("a", "1", 0);
        await _store.DeleteAsync("a", first, default);

        Assert.True(await WriteAsync("a", "2", 0) > first);
    }

    [Fact]
    public async Task Deleting_asks_for_the_generation_and_accepts_an_absent_object()
    {
        var first = await WriteAsync("a", "1", 0);

        await Assert.ThrowsAsync<ObjectPreconditionException>(() => _store.DeleteAsync("a", first + 1, default));
        await _store.DeleteAsync("a", first, default);
        await _store.DeleteAsync("a", first, default);

        Assert.Empty(_store.Names);
    }

    [Fact]
    public async Task An_object_grows_by_composing_it_with_itself()
    {
        var generation = await WriteAsync("log", "1\n", 0);
        await WriteAsync("part", "2\n", 0);

        var grown = await _store.ComposeAsync("log", ["log", "part"], Lines, generation, default);

        Assert.True(grown > generation);
        Assert.Equal("1\n2\n", await TextAsync("log"));
        await Assert.ThrowsAsync<ObjectPreconditionException>(
            () => _store.ComposeAsync("log", ["log", "part"], Lines, generation, default));
        Assert.Equal("1\n2\n", await TextAsync("log"));
    }

    [Theory]
    [InlineData(0, "1 to 32")]
    [InlineData(33, "1 to 32")]
    public async Task Composing_takes_1_to_32_objects(int count, string message)
    {
        await WriteAsync("part", "x", 0);

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => _store.ComposeAsync("log", [.. Enumerable.Repeat("part", count)], Lines, 0, default));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Composing_names_the_source_that_is_missing()
    {
        var error = await Assert.ThrowsAsync<ObjectPreconditionException>(
            () => _store.ComposeAsync("log", ["gone"], Lines, 0, default));

        Assert.Contains("'gone'", error.Message, StringComparison.Ordinal);
        Assert.Empty(_store.Names);
    }

    [Fact]
    public async Task What_was_written_does_not_change_with_the_callers_buffer()
    {
        var buffer = "before"u8.ToArray();
        await _store.WriteAsync("a", buffer, Lines, 0, default);

        "after!"u8.CopyTo(buffer);

        Assert.Equal("before", await TextAsync("a"));
    }

    [Fact]
    public async Task Of_many_simultaneous_creations_exactly_one_wins()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            try
            {
                await WriteAsync("claim", $"{i}", 0);
                return 1;
            }
            catch (ObjectPreconditionException)
            {
                return 0;
            }
        })));

        Assert.Equal(1, wins.Sum());
    }

    [Fact]
    public async Task A_cancelled_call_takes_no_effect()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<OperationCanceledException>(() => _store.WriteAsync("a", default, Lines, 0, cancelled));

        Assert.Empty(_store.Names);
    }

    private Task<long> WriteAsync(string name, string text, long ifGeneration) =>
        _store.WriteAsync(name, Encoding.UTF8.GetBytes(text), Lines, ifGeneration, default);

    private async Task<string> TextAsync(string name) =>
        Encoding.UTF8.GetString((await _store.ReadAsync(name, default))!.Content.Span);
}
