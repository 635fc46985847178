using System.Text;
using Loadgen.Storage;

namespace Loadgen.Cloud.Storage;

/// <summary>
/// Finds out whether a store honours preconditions: not every emulator of Cloud Storage does, and without them two instances both get the
/// claim on an event, and the lines that one appends are lost to the other.
/// </summary>
public static class PreconditionProbe
{
    private const string MediaType = "text/plain";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Does with an object of its own what must succeed and what must not, and removes the object.</summary>
    /// <param name="name">A name that no object has, as <see cref="Runs.RunPaths.Probe"/> gives it.</param>
    /// <param name="server">What the store is called in the message, such as the emulator's address.</param>
    /// <param name="patience">How long requests are repeated that meet a passing fault.</param>
    /// <exception cref="PreconditionsUnsupportedException">
    /// It ignores a precondition. The message says which, and what is needed.
    /// </exception>
    /// <exception cref="ObjectStoreUnavailableException">It could not be asked; so nothing was found out.</exception>
    /// <exception cref="CloudStorageException">There is no such bucket, or it refuses for good.</exception>
    public static async Task CheckAsync(
        IObjectStore store, string name, string server, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            var ignored = await FindIgnoredAsync(store, name, TryAsync, cancellationToken);
            if (ignored.Count > 0)
                throw new PreconditionsUnsupportedException(server, ignored);
        }
        catch (ObjectPreconditionException e)
        {
            throw new ObjectStoreUnavailableException($"{server} refused a write whose precondition held.", e);
        }
        finally
        {
            await RemoveAsync(store, name, cancellationToken);
        }

        async Task TryAsync(Func<bool, Task> attempt)
        {
            for (var isFirst = true; ; isFirst = false)
            {
                try
                {
                    await attempt(isFirst);
                    return;
                }
                catch (ObjectStoreUnavailableException e) when (!IsAbsent(e) && time.GetElapsedTime(start) < patience)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
    }

    /// <summary>Whether nobody listens at the server's address.</summary>
    internal static bool IsAbsent(ObjectStoreUnavailableException error) => error.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
    };

    private static async Task<List<string>> FindIgnoredAsync(
        IObjectStore store, string name, Func<Func<bool, Task>, Task> tryAsync, CancellationToken cancellationToken)
    {
        var ignored = new List<string>();
        var stale = await MustSucceedAsync(() => WriteAsync("one\n", 0));
        await MustFailAsync(
            () => WriteAsync("two\n", 0), "it overwrote an object that was to be created only (upload with ifGenerationMatch=0)");
        var before = await GenerationAsync();
        if (await MustSucceedAsync(() => WriteAsync("three\n", before)) == stale)
            return [.. ignored, "it gave two contents of one object the same generation"];

        await MustFailAsync(
            () => WriteAsync("four\n", stale), "it overwrote an object that had another generation (upload with ifGenerationMatch)");
        await MustFailAsync(
            () => ComposeAsync(stale), "it composed onto an object that had another generation (compose with ifGenerationMatch)");
        before = await GenerationAsync();
        if (await MustSucceedAsync(() => ComposeAsync(before)) == before)
            ignored.Add("it composed onto an object without giving it a new generation");
        await MustFailAsync(
            () => store.DeleteAsync(name, stale, cancellationToken),
            "it deleted an object that had another generation (delete with ifGenerationMatch)");
        return ignored;

        Task WriteAsync(string content, long ifGeneration) =>
            store.WriteAsync(name, Encoding.UTF8.GetBytes(content), MediaType, ifGeneration, cancellationToken);

        Task ComposeAsync(long ifGeneration) => store.ComposeAsync(name, [name, name], MediaType, ifGeneration, cancellationToken);

        async Task<long> GenerationAsync()
        {
            long generation = 0;
            await tryAsync(async _ => generation = (await store.ReadAsync(name, cancellationToken))?.Generation ?? 0);
            return generation;
        }

        async Task<long> MustSucceedAsync(Func<Task> write)
        {
            await tryAsync(async isFirst =>
            {
                try
                {
                    await write();
                }
                catch (ObjectPreconditionException) when (!isFirst)
                {
                    // An earlier attempt took effect, and its answer was lost.
                }
            });
            return await GenerationAsync();
        }

        async Task MustFailAsync(Func<Task> write, string whatItDid)
        {
            try
            {
                await tryAsync(_ => write());
                ignored.Add(whatItDid);
            }
            catch (ObjectPreconditionException)
            {
                // As it must be.
            }
        }
    }

    private static async Task RemoveAsync(IObjectStore store, string name, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadAsync(name, cancellationToken) is { } left)
                await store.DeleteAsync(name, left.Generation, cancellationToken);
        }
        catch (Exception e) when (e is ObjectStoreUnavailableException or ObjectPreconditionException
            or CloudStorageException or OperationCanceledException)
        {
            // A few bytes beside the state: whoever sees the finding must not see this instead.
        }
    }
}
