using Loadgen.Trace;

namespace Loadgen.Tests.Trace;

public sealed class MinuteRangeTests
{
    private static readonly TraceHour Hour = TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("10..15", 10, 15, "a part of the hour")]
    [InlineData("0..60", 0, 60, "all of it")]
    [InlineData("59..60", 59, 60, "its last minute")]
    public void What_is_written_is_read(string text, int first, int end, string reason)
    {
        var range = MinuteRange.Parse(text);

        Assert.Equal((new MinuteRange(first, end), text, reason), (range, range?.ToString(), reason));
    }

    [Theory]
    [InlineData("10", "one minute alone")]
    [InlineData("15..10", "the wrong way round")]
    [InlineData("10..10", "nothing")]
    [InlineData("50..61", "beyond the hour")]
    [InlineData("-1..5", "before the hour")]
    [InlineData("1..2..3", "three")]
    [InlineData("a..b", "no numbers")]
    [InlineData("", "nothing at all")]
    public void Anything_else_is_none(string text, string reason) => Assert.Equal((null, reason), (MinuteRange.Parse(text), reason));

    [Theory]
    [InlineData(599_999, false, "just before its first minute")]
    [InlineData(600_000, true, "its first instant")]
    [InlineData(899_999, true, "its last one")]
    [InlineData(900_000, false, "the instant at which it ends")]
    public void It_has_its_first_instant_and_not_its_end(int milliseconds, bool contains, string reason) => Assert.Equal(
        (contains, reason), (new MinuteRange(10, 15).Contains(Hour, Hour.Start.AddMilliseconds(milliseconds)), reason));
}
