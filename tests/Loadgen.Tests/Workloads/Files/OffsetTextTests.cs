using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

public sealed class OffsetTextTests
{
    [Theory]
    [InlineData("00:00", 0, "00:00", "nothing")]
    [InlineData("00:04.501", 4_501, "00:04.501", "milliseconds")]
    [InlineData("00:00.5", 500, "00:00.500", "tenths")]
    [InlineData("00:00.05", 50, "00:00.050", "hundredths")]
    [InlineData("00:01.000", 1_000, "00:01", "a fraction of nothing")]
    [InlineData("59:59.999", 3_599_999, "59:59.999", "the last millisecond of an hour")]
    [InlineData("24:00", 1_440_000, "24:00", "24 minutes, not hours")]
    [InlineData("24:00:00", 86_400_000, "24:00:00", "24 hours")]
    [InlineData("1:00:00", 3_600_000, "01:00:00", "an hour of one digit")]
    [InlineData("00:59:59.9", 3_599_900, "59:59.900", "no hour, written out")]
    [InlineData("123456:00:00", 444_441_600_000, "123456:00:00", "an hour of six digits")]
    [InlineData("0000123:00:00", 442_800_000, "123:00:00", "one with zeros")]
    public void An_offset_is_read_and_written_in_one_way(string text, long milliseconds, string written, string reason)
    {
        var offset = OffsetText.Find(text);

        Assert.Equal((TimeSpan.FromMilliseconds(milliseconds), reason), (offset, reason));
        Assert.Equal((written, reason), (OffsetText.Format(offset!.Value), reason));
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("5", "a number")]
    [InlineData("0:05", "minutes of one digit")]
    [InlineData("00:5", "seconds of one digit")]
    [InlineData("60:00", "60 minutes")]
    [InlineData("00:60", "60 seconds")]
    [InlineData("00:60:00", "60 minutes behind an hour")]
    [InlineData("00:00.", "a point alone")]
    [InlineData("00:00.0001", "tenths of a millisecond")]
    [InlineData("00:00,5", "a comma")]
    [InlineData("-00:01", "before the start")]
    [InlineData(" 00:01", "a space")]
    [InlineData("00:01\n", "a line break")]
    [InlineData("1:00:00:00", "days")]
    [InlineData("٠٠:٠١", "digits of another script")]
    [InlineData("1000000:00:00", "a million hours")]
    [InlineData("99999999999999999999:00:00", "more than an integer holds")]
    public void Anything_else_is_none(string text, string reason) => Assert.Equal((null, reason), (OffsetText.Find(text), reason));
}
