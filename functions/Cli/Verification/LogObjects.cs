using System.Runtime.CompilerServices;
using Loadgen.Analysis.Plans;
using Loadgen.Cli.Logs;

namespace Loadgen.Cli.Verification;

/// <summary>Run logs in Cloud Storage.</summary>
internal static class LogObjects
{
    private static readonly string[] Endings = [LogEnding.Lines];

    /// <summary>Reads an object whatever its name, or with a slash at the end all logs under a prefix.</summary>
    /// <param name="open">Connects with where they lie.</param>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public static async IAsyncEnumerable<FoundLog> ReadAsync(
        Func<Task<ObjectPlace>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var place = await open();
        var state = new StoredPlans((name, token) => FindAsync(place, name, token));
        foreach (var name in await place.ListAsync(Endings, cancellationToken))
        {
            using var content = new MemoryStream();
            await place.DownloadAsync(name, content, cancellationToken);
            yield return new(place.UrlOf(name), content.ToArray()) { State = state, StateName = name };
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> FindAsync(ObjectPlace place, string name, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        return await place.TryDownloadAsync(name, content, cancellationToken) ? (ReadOnlyMemory<byte>?)content.ToArray() : null;
    }
}
