using System.Net.Http.Headers;
using System.Text;

namespace StandIns.Tests.Functions;

/// <summary>A request to an event function and the status it must get.</summary>
internal sealed record EventRequest(int Status, string Body)
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/projects/p/topics/t";

    public string? ContentType { get; init; } = "application/json";

    public Encoding Encoding { get; init; } = Encoding.UTF8;

    public Dictionary<string, string> Headers { get; init; } = [];

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        if (Method is not ("GET" or "HEAD"))
        {
            message.Content = new ByteArrayContent(Encoding.GetBytes(Body));
            message.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        }

        foreach (var (name, value) in Headers)
            message.Headers.Add(name, value);
        return message;
    }
}
