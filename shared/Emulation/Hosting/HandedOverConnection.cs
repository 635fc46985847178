using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Loadgen.Emulation.Hosting;

/// <summary>A connection that another endpoint serves: its end is that endpoint's to tell, its disposal its owner's.</summary>
internal sealed class HandedOverConnection(ConnectionContext owned) : ConnectionContext
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the other endpoint is done with it.</summary>
    internal Task Ended => _ended.Task;

    public override string ConnectionId
    {
        get => owned.ConnectionId;
        set => owned.ConnectionId = value;
    }

    public override IFeatureCollection Features => owned.Features;

    public override IDictionary<object, object?> Items
    {
        get => owned.Items;
        set => owned.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => owned.Transport;
        set => owned.Transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => owned.ConnectionClosed;
        set => owned.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => owned.LocalEndPoint;
        set => owned.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => owned.RemoteEndPoint;
        set => owned.RemoteEndPoint = value;
    }

    public override void Abort(ConnectionAbortedException abortReason) => owned.Abort(abortReason);

    public override ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
