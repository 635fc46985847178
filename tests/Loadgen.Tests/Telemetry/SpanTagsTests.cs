using System.Diagnostics;
using Loadgen.Telemetry;
using Loadgen.Testing.Telemetry;

namespace Loadgen.Tests.Telemetry;

/// <summary>What is said of a span.</summary>
public sealed class SpanTagsTests : IDisposable
{
    private readonly Spans _spans = new(TimeProvider.System);
    private readonly HeardSpans _heard;

    public SpanTagsTests() => _heard = new(_spans);

    public void Dispose()
    {
        _heard.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public void Who_asks_says_what_it_asks_without_what_may_be_a_credential()
    {
        var span = Start();
        span.SetRequest("POST", new("https://user:secret@target.test:8443/a/b?key=abc"));

        Assert.Equal("POST", Tag("http.request.method"));
        Assert.Equal("https://target.test:8443/a/b?key=…", Tag("url.full"));
        Assert.Equal("target.test", Tag("server.address"));
        Assert.Equal(8443, Tag("server.port"));

        object? Tag(string name) => span.Activity!.GetTagItem(name);
    }

    [Fact]
    public void Who_is_asked_says_what_it_was_asked()
    {
        var span = Start();
        span.SetServed("GET", "http", "127.0.0.1", 8080, "/x");

        Assert.Equal(
            ["http.request.method=GET", "url.scheme=http", "url.path=/x", "server.address=127.0.0.1", "server.port=8080"],
            span.Activity!.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Theory]
    [InlineData(200, false, ActivityStatusCode.Unset, null, "all is well")]
    [InlineData(404, false, ActivityStatusCode.Unset, null, "to who is asked, the other one is to blame")]
    [InlineData(404, true, ActivityStatusCode.Error, "404", "to who asks, it failed")]
    [InlineData(503, true, ActivityStatusCode.Error, "503", "it failed to everybody")]
    public void An_answer_is_told_by_its_status_and_fails_where_it_is_a_failure(
        int status, bool isFailure, ActivityStatusCode code, string? type, string reason)
    {
        var span = Start();
        span.SetAnswer(status, "1.1", isFailure);

        Assert.Equal(status, span.Activity!.GetTagItem("http.response.status_code"));
        Assert.Equal("1.1", span.Activity.GetTagItem("network.protocol.version"));
        Assert.True(code == span.Activity.Status, reason);
        Assert.Equal(type, span.Activity.GetTagItem("error.type"));
    }

    [Fact]
    public void An_event_is_told_as_far_as_it_is_known()
    {
        var span = Start();
        span.SetEvent("A", "r", "e", functionId: null);

        Assert.Equal(
            ["loadgen.scenario=A", "loadgen.run_id=r", "loadgen.event_id=e"],
            span.Activity!.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public void Nothing_is_said_of_a_span_that_has_ended()
    {
        var span = Start();
        span.Dispose();
        span.Set("a", 1);
        span.Fail("b");

        Assert.Empty(span.Activity!.TagObjects);
        Assert.Equal(ActivityStatusCode.Unset, span.Activity.Status);
    }

    private Span Start() => _spans.Start("x", ActivityKind.Client, default);
}
