using System.Collections.Concurrent;
using Loadgen.Calls;

namespace Loadgen.Tests.Calls.Http;

/// <summary>A source of ID tokens that remembers who was asked for.</summary>
internal sealed class IdTokens(Func<Uri, string> issue) : IIdTokenSource
{
    public ConcurrentQueue<Uri> Origins { get; } = new();

    public Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken)
    {
        Origins.Enqueue(origin);
        return Task.Run(() => issue(origin), cancellationToken);
    }
}
