using System.Text.Json;

namespace Loadgen.Tests.Serialization;

public sealed class JsonTests
{
    public static TheoryData<byte[], bool, string> Values => new()
    {
        { """{"a":"é 😀"}"""u8.ToArray(), true, "text as it is" },
        { """{"a":"\ud83d\ude00"}"""u8.ToArray(), true, "a whole pair of escapes" },
        { """{"a":"\u00e9"}"""u8.ToArray(), true, "an escape that is no half" },
        { """{"a":"\\ud800"}"""u8.ToArray(), true, "an escaped backslash before what would be a half" },
        { """{"a":"\ud800"}"""u8.ToArray(), false, "the first half, in a value" },
        { """{"\uDC00":1}"""u8.ToArray(), false, "the second half, in a name" },
        { [.. "\""u8, 0xED, 0xA0, 0x80, .. "\""u8], true, "the bytes of a half, which are no text: U+FFFD is written" },
        { [.. "{\""u8, 0xC3, .. "\":1}"u8], true, "half a letter in a name: likewise" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_writable_unless_writing_it_throws(byte[] utf8, bool isWritable, string reason)
    {
        using var document = JsonDocument.Parse(utf8);
        using var writer = new Utf8JsonWriter(Stream.Null, Loadgen.Serialization.Json.WriterOptions);

        var thrown = Record.Exception(() => document.RootElement.WriteTo(writer));

        Assert.True(thrown is null == isWritable, reason);
        Assert.True(Loadgen.Serialization.Json.IsWritable(document.RootElement) == isWritable, reason);
    }
}
