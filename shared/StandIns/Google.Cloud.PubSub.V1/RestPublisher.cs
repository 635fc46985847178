using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Protobuf;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1;

/// <summary>Publishes through the REST API, <c>POST v1/{topic}:publish</c>, with gRPC's statuses for its errors.</summary>
internal sealed class RestPublisher(HttpClient http, Uri baseUri, PublishRetry retry) : PublisherServiceApiClient
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        var topic = TopicName.Parse(request.Topic);
        var (project, id) = (Uri.EscapeDataString(topic.ProjectId), Uri.EscapeDataString(topic.TopicId));
        var uri = new Uri(baseUri, $"v1/projects/{project}/topics/{id}:publish");
        // The topic is in the URL; the body has everything else.
        var body = System.Text.Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(new PublishRequest { Messages = { request.Messages } }));
        return retry.RunAsync(token => SendAsync(uri, body, token), cancellationToken);
    }

    private async Task<PublishResponse> SendAsync(Uri uri, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await http.PostAsync(uri, content, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? Parser.Parse<PublishResponse>(text) : throw RestError.Read((int)answer.StatusCode, text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, e.Message, e));
        }
        catch (Exception e) when (e is TokenResponseException or InvalidProtocolBufferException)
        {
            throw new RpcException(new Status(StatusCode.Internal, e.Message, e));
        }
    }
}
