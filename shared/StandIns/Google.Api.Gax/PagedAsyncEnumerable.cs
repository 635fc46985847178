namespace Google.Api.Gax;

/// <summary>Resources that are fetched page by page, while they are enumerated.</summary>
/// <typeparam name="TResponse">One page, as the service answers it.</typeparam>
/// <typeparam name="TResource">What the pages hold.</typeparam>
public abstract class PagedAsyncEnumerable<TResponse, TResource> : IAsyncEnumerable<TResource>
{
    /// <summary>Fetches from the first page on.</summary>
    public virtual IAsyncEnumerator<TResource> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
