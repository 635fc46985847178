using FsCheck.Xunit;
using Loadgen.Clocks;

namespace Loadgen.Tests.Clocks;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-01-20T13:00:04.501Z", "2026-01-20T13:00:04.501Z", "milliseconds, as log lines have them")]
    [InlineData("2026-01-20T13:00:04Z", "2026-01-20T13:00:04.000Z", "seconds")]
    [InlineData("2026-01-20T13:00:04.5Z", "2026-01-20T13:00:04.500Z", "one digit")]
    [InlineData("2026-01-20T13:00:04.501999Z", "2026-01-20T13:00:04.501Z", "microseconds, rounded towards the past")]
    [InlineData("2026-01-20T13:00:04.501999999Z", "2026-01-20T13:00:04.501Z", "nanoseconds, as Google's APIs have them")]
    [InlineData("2026-01-20T13:00:04.501999999+02:00", "2026-01-20T11:00:04.501Z", "nanoseconds with an offset")]
    [InlineData("2026-01-20T13:00Z", "2026-01-20T13:00:00.000Z", "minutes")]
    [InlineData("2026-01-20T13Z", "2026-01-20T13:00:00.000Z", "hours")]
    [InlineData("20260120T130004Z", "2026-01-20T13:00:04.000Z", "compact, as run IDs have it")]
    [InlineData("20260120T1300Z", "2026-01-20T13:00:00.000Z", "compact minutes")]
    [InlineData("2026-01-20T13:00:04", "2026-01-20T13:00:04.000Z", "no offset is UTC")]
    [InlineData("2026-01-20T13:00:04.25", "2026-01-20T13:00:04.250Z", "no offset behind a fraction")]
    [InlineData("20260120T130004", "2026-01-20T13:00:04.000Z", "compact, no offset is UTC")]
    [InlineData("2026-01-20T13:00:04+02:00", "2026-01-20T11:00:04.000Z", "east of Greenwich")]
    [InlineData("2026-01-20T13:00:04-05:30", "2026-01-20T18:30:04.000Z", "west, with half an hour")]
    [InlineData("2026-01-20T00:30:00+01:00", "2026-01-19T23:30:00.000Z", "the day before in UTC")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z", "a leap day")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z", "the first moment")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z", "the last moment")]
    public void An_ISO_moment_is_read_as_UTC(string text, string expected, string reason)
    {
        Assert.True(Instant.TryParse(text, out var moment), reason);
        Assert.Equal((reason, expected), (reason, Instant.ToMilliseconds(moment)));
        Assert.Equal(TimeSpan.Zero, moment.Offset);
    }

    [Theory]
    [InlineData(null, "nothing")]
    [InlineData("", "empty")]
    [InlineData("T", "the separator alone")]
    [InlineData("2026-01-20", "no time")]
    [InlineData("13:00:00Z", "no date")]
    [InlineData("2026-01-20 13:00:00Z", "a space is not ISO 8601's separator")]
    [InlineData(" 2026-01-20T13:00:00Z", "white space before it")]
    [InlineData("2026-01-20T13:00:00Z\n", "white space behind it")]
    [InlineData("2026-01-20T13:00:00 Z", "white space inside")]
    [InlineData("2026-1-20T13:00:00Z", "a month of one digit")]
    [InlineData("26-01-20T13:00:00Z", "a year of two digits")]
    [InlineData("20/01/2026T13:00:00", "another order")]
    [InlineData("2026-02-29T13:00:00Z", "no leap year")]
    [InlineData("2026-13-01T13:00:00Z", "no such month")]
    [InlineData("2026-01-20T24:00:00Z", "no such hour")]
    [InlineData("2026-01-20T13:60:00Z", "no such minute")]
    [InlineData("2026-01-20T13:00:60Z", "leap seconds are not scheduled")]
    [InlineData("2026-01-20T13:00:00.Z", "a point without digits")]
    [InlineData("2026-01-20T13:00:00.1234567x9Z", "a letter among the digits")]
    [InlineData("2026-01-20T13:00:00.123.456789Z", "two fractions")]
    [InlineData("2026-01-20T13:00:00+15:00", "no such offset")]
    [InlineData("2026-01-20T13:00:00UTC", "a name instead of an offset")]
    [InlineData("Tue, 20 Jan 2026 13:00:00 GMT", "RFC 1123")]
    [InlineData("1768914000T", "seconds since 1970")]
    [InlineData("0001-01-01T00:00:00+01:00", "before the first moment in UTC")]
    [InlineData("9999-12-31T23:59:59-01:00", "behind the last moment in UTC")]
    public void Anything_else_is_refused(string? text, string reason)
    {
        Assert.False(Instant.TryParse(text, out var moment), reason);
        Assert.Equal(default, moment);
    }

    [Theory]
    [InlineData("2026-01-20 13:00:04+02:00", true, "as Python prints it")]
    [InlineData("2026-01-20 13:00", true, "as people write it")]
    [InlineData("2026-01-20T11:00:04Z", true, "ISO 8601 as it is")]
    [InlineData("2026-01-20  13:00:04Z", false, "two spaces")]
    [InlineData("2026-01-20", false, "no time")]
    [InlineData("2026-01-20 ", false, "a space and no time")]
    [InlineData(null, false, "nothing")]
    public void What_others_write_may_have_a_space_for_the_T(string? text, bool isMoment, string reason)
    {
        Assert.True(Instant.TryParseWritten(text, out var moment) == isMoment, reason);
        Assert.Equal(isMoment, Instant.TryParse(text?.Replace(' ', 'T'), out var iso));
        Assert.Equal(iso, moment);
    }

    [Property(Replay = "20260120,13", MaxTest = 500)]
    public bool What_is_written_is_read_again(DateTimeOffset any)
    {
        var milliseconds = any.AddTicks(-(any.Ticks % TimeSpan.TicksPerMillisecond));
        var seconds = any.AddTicks(-(any.Ticks % TimeSpan.TicksPerSecond));
        return Instant.TryParse(Instant.ToMilliseconds(milliseconds), out var first) && first == milliseconds
            && Instant.TryParse(Instant.ToSeconds(seconds), out var second) && second == seconds
            && Instant.TryParse(Instant.ToCompact(seconds), out var third) && third == seconds;
    }

    [Property(Replay = "20260120,13", MaxTest = 500)]
    public bool Writing_rounds_towards_the_past_and_by_less_than_a_unit(DateTimeOffset any) =>
        Instant.TryParse(Instant.ToMilliseconds(any), out var milliseconds) && any - milliseconds is var lost
        && lost >= TimeSpan.Zero && lost < TimeSpan.FromMilliseconds(1)
        && Instant.TryParse(Instant.ToSeconds(any), out var seconds) && any - seconds is var more
        && more >= TimeSpan.Zero && more < TimeSpan.FromSeconds(1);

    [Property(Replay = "20260120,13", MaxTest = 1000)]
    public bool No_text_makes_it_throw(string? text) => Instant.TryParse(text, out var moment) || moment == default;
}
