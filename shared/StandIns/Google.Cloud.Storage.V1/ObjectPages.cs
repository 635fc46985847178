using Google.Api.Gax;
using Google.Apis.Storage.v1;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

internal sealed class ObjectPages(StorageService service, string bucket, string? prefix)
    : PagedAsyncEnumerable<Objects, Object>
{
    public override async IAsyncEnumerator<Object> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var request = service.Objects.List(bucket);
            request.Prefix = prefix;
            request.PageToken = token;
            var page = await RetryOptions.IdempotentRetryOptions.ExecuteAsync(request, cancellationToken);
            foreach (var item in page.Items ?? [])
                yield return item;
            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
