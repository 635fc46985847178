using Google.Api.Gax;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace Google.Cloud.PubSub.V1;

/// <summary>Makes a client: with Application Default Credentials, unless told otherwise.</summary>
public sealed class PublisherServiceApiClientBuilder
{
    private const string EmulatorVariable = "PUBSUB_EMULATOR_HOST";
    private const string ProductionUri = "https://pubsub.googleapis.com:443/";

    private static readonly string[] Scopes =
        ["https://www.googleapis.com/auth/cloud-platform", "https://www.googleapis.com/auth/pubsub"];

    /// <summary>Credentials, instead of the default ones.</summary>
    public GoogleCredential? GoogleCredential { get; set; }

    /// <summary>What to make of <c>PUBSUB_EMULATOR_HOST</c> (<c>host:port</c>).</summary>
    public EmulatorDetection EmulatorDetection { get; set; } = EmulatorDetection.None;

    internal Func<string, string?> EnvironmentVariable { get; set; } = Environment.GetEnvironmentVariable;

    internal IHttpClientFactory HttpClientFactory { get; set; } = new HttpClientFactory();

    /// <summary>Makes the client.</summary>
    /// <exception cref="InvalidOperationException">The settings contradict each other, or there are no credentials.</exception>
    public PublisherServiceApiClient Build() => EmulatorHost() is { } host
        ? Create($"http://{host}/", credential: null)
        : Create(ProductionUri, GoogleCredential ?? GoogleCredential.GetApplicationDefault());

    /// <summary>Makes the client.</summary>
    /// <exception cref="InvalidOperationException">The settings contradict each other, or there are no credentials.</exception>
    public async Task<PublisherServiceApiClient> BuildAsync(CancellationToken cancellationToken = default) => EmulatorHost() is { } host
        ? Create($"http://{host}/", credential: null)
        : Create(ProductionUri, GoogleCredential ?? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken));

    private RestPublisher Create(string baseUri, GoogleCredential? credential)
    {
        var args = new CreateHttpClientArgs { GZipEnabled = true, ApplicationName = "google-cloud-pubsub-stand-in" };
        if (credential is not null)
            args.Initializers.Add(credential.CreateScoped(Scopes));
        return new RestPublisher(HttpClientFactory.CreateHttpClient(args), new Uri(baseUri), PublishRetry.Default);
    }

    private string? EmulatorHost()
    {
        var host = EnvironmentVariable(EmulatorVariable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
        return EmulatorDetection switch
        {
            EmulatorDetection.None => null,
            EmulatorDetection.ProductionOnly when host is not null => throw new InvalidOperationException(
                $"Emulator environment variable '{EmulatorVariable}' is set, contrary to use of EmulatorDetection.ProductionOnly"),
            EmulatorDetection.EmulatorOnly when host is null => throw new InvalidOperationException(
                $"Emulator environment variable '{EmulatorVariable}' is not set, contrary to use of EmulatorDetection.EmulatorOnly"),
            EmulatorDetection.EmulatorOnly when GoogleCredential is not null => throw new InvalidOperationException(
                "GoogleCredential is set, contrary to use of EmulatorDetection.EmulatorOnly"),
            _ => host,
        };
    }
}
