using System.Collections.Concurrent;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>
/// The sessions of resumable uploads. A session that has ended still gives its outcome, since the answer that gave it may have been lost.
/// </summary>
internal sealed class ResumableUploads(ObjectRepository repository, TimeProvider timeProvider)
{
    private const int ChunkUnit = 256 * 1024;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly long _first = timeProvider.GetUtcNow().Ticks;
    private long _count;

    internal string Start(string bucket, string name, ObjectTraits traits, Preconditions preconditions)
    {
        // Sessions do not outlive the server: its start time keeps those of an earlier one from being mistaken for ours.
        var id = $"{_first:x}-{Interlocked.Increment(ref _count):x}";
        _sessions[id] = new(bucket, name, traits, preconditions);
        return id;
    }

    /// <summary>Takes a chunk, or a query of the session's state (<c>bytes */…</c>).</summary>
    /// <returns>The object, once it is complete; before, how many bytes there are.</returns>
    internal (ObjectRecord? Record, long Received) Continue(
        string id, string? contentRange, ReadOnlyMemory<byte> body, Func<ObjectTraits, ObjectTraits> withHash)
    {
        if (!_sessions.TryGetValue(id, out var session))
            throw StorageException.NotFound("There is no such resumable upload.");

        lock (session)
        {
            if (session.Finished is { } finished)
                return (finished, finished.Size);

            var range = UploadRange.Parse(contentRange, body.Length);
            Append(session, range, body);
            if (range.Total != session.Received.Length)
                return (null, session.Received.Length);

            try
            {
                session.Finished = repository.Insert(
                    session.Bucket, session.Name, withHash(session.Traits), session.Received.ToArray(), session.Preconditions);
            }
            catch (StorageException e) when (e.Reason is not "rateLimitExceeded")
            {
                _sessions.TryRemove(id, out _);
                throw;
            }

            session.Received = new();
            return (session.Finished, session.Finished.Size);
        }
    }

    private static void Append(Session session, UploadRange range, ReadOnlyMemory<byte> body)
    {
        if (range.First is not { } first)
            return;

        var received = session.Received.Length;
        if (first > received)
            throw StorageException.Invalid($"The chunk starts at byte {first}, but only {received} bytes have been received.");
        var isLast = first + body.Length >= range.Total;
        if (!isLast && body.Length % ChunkUnit != 0)
            throw StorageException.Invalid($"The chunk has {body.Length} bytes; all but the last must be multiples of {ChunkUnit}.");

        // Bytes that came before and are sent again, because their answer was lost, are skipped.
        var known = (int)Math.Min(received - first, body.Length);
        session.Received.Write(body.Span[known..]);
    }

    private sealed record Session(string Bucket, string Name, ObjectTraits Traits, Preconditions Preconditions)
    {
        public MemoryStream Received { get; set; } = new();

        public ObjectRecord? Finished { get; set; }
    }
}
