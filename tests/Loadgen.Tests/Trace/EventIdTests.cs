using Loadgen.Trace;

namespace Loadgen.Tests.Trace;

public sealed class EventIdTests
{
    [Theory]
    [InlineData(1, "01")]
    [InlineData(9, "09")]
    [InlineData(10, "10")]
    [InlineData(99, "99")]
    [InlineData(100, "100")]
    [InlineData(3600, "3600")]
    public void An_index_has_at_least_two_digits(int index, string digits)
    {
        var hour = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 15, 59, 59, TimeSpan.FromHours(2)));

        Assert.Equal($"e:2026-01-20T13:00:00Z:f:{digits}", EventId.Format("e", hour, "f", index));
    }

    [Theory]
    [InlineData("e:2026-01-20T13:00:00Z:crypto_key_gen:01", "crypto_key_gen", "an ID")]
    [InlineData("by hand", null, "no ID")]
    [InlineData(":01", null, "an index alone")]
    [InlineData("e::01", null, "an empty name")]
    [InlineData(null, null, "nothing")]
    public void An_ID_names_its_function(string? id, string? function, string reason) =>
        Assert.Equal((function, reason), (EventId.FunctionOf(id), reason));
}
