namespace Grpc.Core;

/// <summary>A remote call that failed.</summary>
public class RpcException : Exception
{
    /// <summary>A failure that its status describes.</summary>
    public RpcException(Status status)
        : this(status, status.ToString())
    {
    }

    /// <summary>A failure with words of its own.</summary>
    public RpcException(Status status, string message)
        : base(message, status.DebugException) => Status = status;

    /// <summary>How the call ended.</summary>
    public Status Status { get; }

    /// <summary>The status's code.</summary>
    public StatusCode StatusCode => Status.StatusCode;
}
