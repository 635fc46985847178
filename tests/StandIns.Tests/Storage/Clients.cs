using Google.Cloud.Storage.V1;
using Loadgen.Testing.Http;

namespace StandIns.Tests.Storage;

internal static class Clients
{
    public static StorageClient Storage(ScriptedHttp http) =>
        new StorageClientBuilder { HttpClientFactory = http, UnauthenticatedAccess = true }.Build();
}
