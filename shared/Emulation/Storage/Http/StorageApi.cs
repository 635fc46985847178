using System.Collections.Concurrent;
using System.Net;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Emulation.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>
/// The JSON API: finds out what a request wants, injects faults, and answers. Faults come between the request and its effect, or between
/// the effect and the answer; that is why an answer is complete before it is sent.
/// </summary>
internal sealed class StorageApi(ObjectRepository repository, StorageFaults faults, TimeProvider timeProvider)
{
    private readonly BucketHandler _buckets = new(repository);
    private readonly ObjectHandler _objects = new(repository);
    private readonly UploadHandler _uploads = new(repository, new(repository, timeProvider));
    private readonly ConcurrentDictionary<string, long> _requests = new(StringComparer.Ordinal);

    /// <summary>How many requests of each kind there were, by names like <c>objects.compose</c>.</summary>
    internal IReadOnlyDictionary<string, long> Requests => new SortedDictionary<string, long>(_requests, StringComparer.Ordinal);

    internal async Task HandleAsync(HttpContext context)
    {
        var request = await StorageRequest.ReadAsync(context, faults.Settings.IgnorePreconditions);
        if (request.Route.Kind is RouteKind.Emulator)
        {
            await Answer(() => HandleOwn(request)).SendAsync(context);
            return;
        }

        var operation = OperationOf(request);
        _requests.AddOrUpdate(operation.Name, 1, (_, count) => count + 1);

        var fault = faults.Decide(operation.Write);
        if (fault.Latency > TimeSpan.Zero)
            await Task.Delay(fault.Latency, timeProvider, context.RequestAborted);
        if (fault.Kind is FaultKind.ResetBefore)
        {
            context.Abort();
            return;
        }

        var reply = fault.Kind switch
        {
            FaultKind.TooManyRequests => Reply.Of(new StorageException(
                HttpStatusCode.TooManyRequests, "rateLimitExceeded", "Too many requests (ordered fault).")),
            FaultKind.Unavailable => Reply.Of(new StorageException(
                HttpStatusCode.ServiceUnavailable, "backendError", "Unavailable (ordered fault).")),
            _ => Answer(() => operation.Run(request)),
        };

        if (fault.Kind is FaultKind.ResetAfter)
            context.Abort();
        else
            await reply.SendAsync(context);
    }

    private static Reply Answer(Func<Reply> handler)
    {
        try
        {
            return handler();
        }
        catch (StorageException e)
        {
            return Reply.Of(e);
        }
    }

    private Operation OperationOf(StorageRequest request)
    {
        var route = request.Route;
        return (route.Kind, request.Method) switch
        {
            (RouteKind.Buckets, "GET") => Read("buckets.list", _ => _buckets.List()),
            (RouteKind.Buckets, "POST") => Write("buckets.insert", _buckets.Insert),
            (RouteKind.Bucket, "GET") => Read("buckets.get", _buckets.Get),
            (RouteKind.BucketLayout, "GET") => Read("buckets.getStorageLayout", _buckets.Layout),
            (RouteKind.BucketManagedFolders, "GET") => Read("managedFolders.list", _buckets.ManagedFolders),
            (RouteKind.Bucket, "DELETE") => Write("buckets.delete", _buckets.Delete),
            (RouteKind.Objects, "GET") => Read("objects.list", _objects.List),
            (RouteKind.Objects, "POST") when request.Text("uploadType") is "resumable" => Write("uploads.start", _uploads.Start),
            (RouteKind.Objects, "POST") => Write("objects.insert", _uploads.Insert),
            (RouteKind.Objects, "PUT") => Write("uploads.continue", _uploads.Continue),
            (RouteKind.Object, "GET") when route.Media || request.Text("alt") is "media" => Read("objects.download", _objects.Download),
            (RouteKind.Object, "GET") => Read("objects.get", _objects.Get),
            (RouteKind.Object, "PATCH") => Write("objects.patch", _objects.Patch),
            (RouteKind.Object, "DELETE") => Write("objects.delete", _objects.Delete),
            (RouteKind.Compose, _) => Write("objects.compose", _objects.Compose),
            (RouteKind.Copy, _) => Write("objects.copy", _objects.Copy),
            (RouteKind.Rewrite, _) => Write("objects.rewrite", _objects.Rewrite),
            _ => Read("unknown", _ => throw StorageException.NotFound(
                $"This emulator has nothing for {request.Method} at {request.Path}.")),
        };
    }

    private static Operation Read(string name, Func<StorageRequest, Reply> run) => new(name, Write: false, run);

    private static Operation Write(string name, Func<StorageRequest, Reply> run) => new(name, Write: true, run);

    // The emulator's own paths, which have no faults.
    private Reply HandleOwn(StorageRequest request)
    {
        switch (request.Route.Name, request.Method)
        {
            case ("faults", "GET"):
                return Reply.Of(faults.Settings);
            case ("faults", "PUT"):
                var settings = request.Json<FaultSettings>() ?? new();
                if (settings.FindProblem() is { } problem)
                    throw StorageException.Invalid(problem);
                faults.Settings = settings;
                return Reply.Of(faults.Settings);
            case ("requests", "GET"):
                return Reply.Of(Requests);
            default:
                throw StorageException.NotFound("The emulator has GET and PUT _emulator/faults and GET _emulator/requests.");
        }
    }

    private sealed record Operation(string Name, bool Write, Func<StorageRequest, Reply> Run);
}
