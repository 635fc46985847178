using CloudNative.CloudEvents;

namespace StandIns.Tests.Events;

public sealed class CloudEventTests
{
    [Fact]
    public void It_is_complete_with_an_ID_a_source_and_a_type()
    {
        var cloudEvent = new CloudEvent { Id = "1", Source = new Uri("//s", UriKind.RelativeOrAbsolute) };
        Assert.False(cloudEvent.IsValid);
        Assert.Throws<InvalidOperationException>(cloudEvent.Validate);

        cloudEvent.Type = "t";
        Assert.Same(cloudEvent, cloudEvent.Validate());
    }

    [Theory]
    [InlineData("2026-01-20T13:00:04Z", "2026-01-20T13:00:04Z")]
    [InlineData("2026-01-20T13:00:04.5Z", "2026-01-20T13:00:04.5Z")]
    [InlineData("2026-01-20T14:00:04.501+01:00", "2026-01-20T13:00:04.501Z")]
    [InlineData("2026-01-20T13:00:04.123456789Z", "2026-01-20T13:00:04.1234567Z")]
    public void Its_time_is_read_as_RFC_3339_writes_it(string text, string instant)
    {
        var cloudEvent = new CloudEvent();
        cloudEvent.SetAttributeFromString("time", text);

        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), cloudEvent.Time);
    }

    [Fact]
    public void An_unknown_attribute_is_a_string_and_null_removes_it()
    {
        var cloudEvent = new CloudEvent { ["mine"] = "v" };
        Assert.Equal("v", cloudEvent["mine"]);
        Assert.True(cloudEvent.GetAttribute("mine")!.IsExtension);

        cloudEvent["mine"] = null;
        Assert.Null(cloudEvent["mine"]);
    }

    [Theory]
    [InlineData("specversion", "1.0", "the version is not to be changed")]
    [InlineData("Mine", "v", "names are in lower case")]
    [InlineData("id", "", "no required attribute is empty")]
    [InlineData("datacontenttype", "none", "that is no media type")]
    public void What_is_not_allowed_is_refused(string name, string value, string reason) =>
        Assert.True(Record.Exception(() => new CloudEvent().SetAttributeFromString(name, value)) is ArgumentException, reason);
}
