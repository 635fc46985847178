using Google.Api.Gax;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Makes a client: with Application Default Credentials, unless told otherwise.</summary>
public sealed class StorageClientBuilder
{
    private const string EmulatorVariable = "STORAGE_EMULATOR_HOST";
    private const string Scope = "https://www.googleapis.com/auth/devstorage.full_control";

    /// <summary>The service's address, ending in a slash; Google's unless set.</summary>
    public string? BaseUri { get; set; }

    /// <summary>Credentials, instead of the default ones.</summary>
    public GoogleCredential? GoogleCredential { get; set; }

    /// <summary>Makes the HTTP client.</summary>
    public IHttpClientFactory? HttpClientFactory { get; set; }

    /// <summary>Sends no credentials.</summary>
    public bool UnauthenticatedAccess { get; set; }

    /// <summary>What to make of <c>STORAGE_EMULATOR_HOST</c> (<c>host:port</c> or a URI, taken as it stands).</summary>
    public EmulatorDetection EmulatorDetection { get; set; } = EmulatorDetection.None;

    internal Func<string, string?> EnvironmentVariable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>Makes the client.</summary>
    /// <exception cref="InvalidOperationException">The settings contradict each other, or there are no credentials.</exception>
    public StorageClient Build() => EmulatorAddress() is { } address ? Create(address, credential: null)
        : UnauthenticatedAccess ? Create(BaseUri, credential: null)
        : Create(BaseUri, GoogleCredential ?? GoogleCredential.GetApplicationDefault());

    /// <summary>Makes the client.</summary>
    /// <exception cref="InvalidOperationException">The settings contradict each other, or there are no credentials.</exception>
    public async Task<StorageClient> BuildAsync(CancellationToken cancellationToken = default) =>
        EmulatorAddress() is { } address ? Create(address, credential: null)
        : UnauthenticatedAccess ? Create(BaseUri, credential: null)
        : Create(BaseUri, GoogleCredential ?? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken));

    private StorageClientImpl Create(string? baseUri, GoogleCredential? credential) => new(new StorageService(new()
    {
        BaseUri = baseUri,
        HttpClientFactory = HttpClientFactory,
        HttpClientInitializer = credential?.CreateScoped(Scope),
        ApplicationName = "google-cloud-storage-stand-in",
        // Media requests are not retried at all, metadata requests by RetryOptions.
        DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
    }));

    private string? EmulatorAddress()
    {
        var host = EnvironmentVariable(EmulatorVariable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
        switch (EmulatorDetection)
        {
            case EmulatorDetection.ProductionOnly when host is not null:
                throw new InvalidOperationException(
                    $"Emulator environment variable '{EmulatorVariable}' is set, contrary to use of EmulatorDetection.ProductionOnly");
            case EmulatorDetection.EmulatorOnly when host is null:
                throw new InvalidOperationException(
                    $"Emulator environment variable '{EmulatorVariable}' is not set, contrary to use of EmulatorDetection.EmulatorOnly");
            case EmulatorDetection.EmulatorOnly when (BaseUri ?? (object?)GoogleCredential) is not null:
                throw new InvalidOperationException(
                    "BaseUri or GoogleCredential is set, contrary to use of EmulatorDetection.EmulatorOnly");
            case EmulatorDetection.None or EmulatorDetection.ProductionOnly:
                Validate();
                return null;
            default:
                if (host is null)
                    Validate();
                return host is null || host.Contains("://", StringComparison.Ordinal) ? host : $"http://{host}";
        }
    }

    private void Validate()
    {
        if (UnauthenticatedAccess && GoogleCredential is not null)
            throw new InvalidOperationException("When requesting unauthenticated access, don't specify any other credentials.");
    }
}
