using System.Text;

namespace StandIns.Tests.Functions;

/// <summary>How an event function must answer, as seen of the genuine framework: each request under the reason it is here.</summary>
internal static class EventRequests
{
    private const string Push =
        """{"message":{"data":"aGk=","messageId":"1","publishTime":"2026-01-20T13:00:04.501Z"},"subscription":"s"}""";

    private const string Data = """{"message":{"data":"aGk=","messageId":"1"},"subscription":"s"}""";

    public static Dictionary<string, EventRequest> All { get; } = new(StringComparer.Ordinal)
    {
        // Raw push.
        ["a raw push"] = new(200, Push),
        ["PUT is as good as POST"] = new(200, Push) { Method = "PUT" },
        ["a path that names no topic only costs a warning"] = new(200, Push) { Path = "/" },
        ["unknown fields are ignored"] = new(200, """{"message":{"messageId":"1","new":[1]},"subscription":"s","newer":{}}"""),
        ["a delivery attempt beside the message"] = new(200, """{"message":{"messageId":"1"},"subscription":"s","deliveryAttempt":3}"""),
        ["an ordering key"] = new(200, """{"message":{"messageId":"1","orderingKey":"k"},"subscription":"s"}"""),
        ["attributes and no data"] = new(200, """{"message":{"messageId":"1","attributes":{"a":"b"}},"subscription":"s"}"""),
        ["both spellings of the ID"] = new(200, """{"message":{"messageId":"1","message_id":"1"},"subscription":"s"}"""),
        ["a resource is tolerated"] = new(200, """{"message":{"messageId":"1"},"subscription":"s","resource":"r"}"""),
        ["a resource that is no text"] = new(400, """{"message":{"messageId":"1"},"subscription":"s","resource":[]}"""),
        ["an empty subscription"] = new(200, """{"message":{"messageId":"1"},"subscription":""}"""),
        ["everything twice"] = new(
            200, """{"message":{},"message":{"messageId":"0","messageId":"1"},"subscription":"r","subscription":"s"}"""),
        ["a byte that is no UTF-8"] = new(200, """{"message":{"messageId":"1"},"subscription":"é"}""") { Encoding = Encoding.Latin1 },
        ["malformed JSON"] = new(400, "{"),
        ["an empty body"] = new(400, ""),
        ["null"] = new(400, "null"),
        ["an array"] = new(400, "[]"),
        ["no message ID"] = new(400, """{"message":{"data":"aGk="},"subscription":"s"}"""),
        ["a message ID that is a number"] = new(400, """{"message":{"messageId":1},"subscription":"s"}"""),
        ["only the other spelling of the ID"] = new(400, """{"message":{"message_id":"1"},"subscription":"s"}"""),
        ["no subscription"] = new(400, """{"message":{"messageId":"1"}}"""),
        ["no message"] = new(400, """{"subscription":"s"}"""),
        ["neither"] = new(400, "{}"),
        ["data that is not base64"] = new(400, """{"message":{"data":"%","messageId":"1"},"subscription":"s"}"""),
        ["a field of the older form beside the message"] = new(400, """{"message":{"messageId":"1"},"subscription":"s","eventId":"1"}"""),
        ["no content type"] = new(400, Push) { ContentType = null },
        ["another content type"] = new(400, Push) { ContentType = "text/plain" },
        ["a charset in the content type"] = new(400, Push) { ContentType = "application/json; charset=utf-8" },
        ["GET"] = new(400, "") { Method = "GET" },
        ["HEAD"] = new(400, "") { Method = "HEAD", Path = "/" },

        // CloudEvents, attributes in headers.
        ["a binary event"] = Binary(200, Data),
        ["of any type"] = Binary(200, Data, ("ce-type", "any.other")),
        ["whose message has no ID"] = Binary(200, """{"message":{},"subscription":"s"}"""),
        ["whose JSON is declared as text"] = Binary(200, Data) with { ContentType = "text/plain" },
        ["without a body"] = Binary(200, ""),
        ["without an ID"] = Binary(400, Data, ("ce-id", "")),
        ["without a source"] = Binary(400, Data, ("ce-source", "")),
        ["without a type"] = Binary(400, Data, ("ce-type", "")),
        ["of a draft of the specification"] = Binary(400, Data, ("ce-specversion", "0.3")),
        ["with a time that is none"] = Binary(400, Data, ("ce-time", "yesterday")),
        ["with a header that is badly encoded"] = Binary(400, Data, ("ce-source", "%zz")),
        ["with malformed JSON"] = Binary(400, "{"),
        ["without a version it is a raw push"] = Binary(200, Push, ("ce-specversion", "")),

        // CloudEvents, everything in the body.
        ["a structured event"] = Structured(200, $$"""{"specversion":"1.0","id":"1","source":"//s","type":"t","data":{{Data}}}"""),
        ["whose data has a content type"] = Structured(
            200, $$"""{"specversion":"1.0","id":"1","source":"//s","type":"t","datacontenttype":"application/json","data":{{Data}}}"""),
        ["whose data is not JSON"] = Structured(400, """{"specversion":"1.0","id":"1","source":"//s","type":"t","data_base64":"e30="}"""),
        ["whose data is a string"] = Structured(400, """{"specversion":"1.0","id":"1","source":"//s","type":"t","data":"{}"}"""),
        ["that has no ID"] = Structured(400, $$"""{"specversion":"1.0","source":"//s","type":"t","data":{{Data}}}"""),
        ["that is malformed"] = Structured(400, "{"),
        ["a batch"] = Structured(400, "[]") with { ContentType = "application/cloudevents-batch+json" },

        // Not the function's.
        ["robots"] = new(404, Push) { Path = "/robots.txt" },
        ["below robots"] = new(404, Push) { Path = "/robots.txt/any" },
        ["an icon"] = new(404, Push) { Path = "/favicon.ico" },

        // The function's own failure.
        ["the function throws"] = new(500, """{"message":{"messageId":"1","attributes":{"throw":"invalid"}},"subscription":"s"}"""),
        ["the function says it was cancelled"] = new(
            500, """{"message":{"messageId":"1","attributes":{"throw":"cancelled"}},"subscription":"s"}"""),
    };

    public static TheoryData<string> Reasons { get; } = [.. All.Keys];

    private static EventRequest Binary(int status, string body, params ReadOnlySpan<(string Name, string Value)> changed)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "1",
            ["ce-source"] = "//s",
            ["ce-type"] = "t",
        };
        foreach (var (name, value) in changed)
        {
            if (value.Length == 0)
                headers.Remove(name);
            else
                headers[name] = value;
        }

        return new EventRequest(status, body) { Headers = headers };
    }

    private static EventRequest Structured(int status, string body) =>
        new(status, body) { ContentType = "application/cloudevents+json", Path = "/" };
}
